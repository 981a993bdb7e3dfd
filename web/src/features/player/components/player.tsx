import { ActionIcon, Menu, Popover, Slider, Tooltip } from '@mantine/core';
import { Keyboard, Pause, Play, RotateCcw, RotateCw, Volume2, VolumeX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { usePlaybackState, type Playback } from '@/lib/playback';
import { formatNumber } from '@/lib/time/format';
import { t } from '@/texts';
import { usePlayerKeys, type StepStart } from '../keys/use-player-keys';
import type { TopicMarker } from './markers';
import { PlaybackClock } from './playback-clock';
import classes from './player.module.css';
import { ShortcutsDialog } from './shortcuts-dialog';
import { WaveformBar } from './waveform-bar';

interface PlayerProps {
  playback: Playback;
  transcriptId: string;
  markers: readonly TopicMarker[];
  stepStart: StepStart;
  /** Shows the keys of a page that has others than this player. */
  onHelp?: () => void;
}

const rates = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

/** Docked at the bottom of a transcript. */
export function Player({ playback, transcriptId, markers, stepStart, onHelp }: PlayerProps) {
  const state = usePlaybackState(playback);
  const [helpOpened, setHelpOpened] = useState(false);
  const showHelp = onHelp ?? (() => setHelpOpened(true));
  usePlayerKeys(playback, stepStart, showHelp);
  const playOrPause = state.playing ? t('player.pause') : t('player.play');

  return (
    <section className={classes.player} aria-label={t('player.name')}>
      {state.error ? (
        <p className={classes.error} role="alert">
          {state.error === 'notLoaded' ? t('player.notLoaded') : t('player.notPlayed')}
        </p>
      ) : null}
      <WaveformBar playback={playback} transcriptId={transcriptId} markers={markers} />
      <div className={classes.controls}>
        <div className={classes.clock}>
          <PlaybackClock playback={playback} duration={state.duration} />
        </div>
        <div className={classes.transport}>
          <Control label={t('player.back')} keys="J" onClick={() => playback.skip(-10)}>
            <RotateCcw size={19} aria-hidden />
          </Control>
          <Tooltip label={`${playOrPause} (Space)`}>
            <button
              type="button"
              className={classes.play}
              aria-label={playOrPause}
              onClick={() => playback.toggle()}
            >
              {state.playing ? (
                <Pause size={20} fill="currentColor" aria-hidden />
              ) : (
                <Play size={20} fill="currentColor" className={classes.playIcon} aria-hidden />
              )}
            </button>
          </Tooltip>
          <Control label={t('player.forward')} keys="L" onClick={() => playback.skip(10)}>
            <RotateCw size={19} aria-hidden />
          </Control>
        </div>
        <div className={classes.extras}>
          <Menu width={264} position="top-end">
            <Menu.Target>
              <button
                type="button"
                className={classes.rate}
                aria-label={t('player.speedIs', { rate: formatNumber(state.rate) })}
              >
                {formatNumber(state.rate)}×
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t('player.speed')}</Menu.Label>
              <Menu.RadioGroup value={String(state.rate)} onChange={(rate) => playback.setRate(Number(rate))}>
                <div className={classes.rates} role="presentation">
                  {rates.map((rate) => (
                    <Menu.RadioItem key={rate} value={String(rate)} className={classes.rateItem}>
                      {formatNumber(rate)}×
                    </Menu.RadioItem>
                  ))}
                </div>
              </Menu.RadioGroup>
              <Menu.Divider />
              <Menu.CheckboxItem
                checked={state.skipSilence}
                onChange={(skip) => playback.setSkipSilence(skip)}
              >
                {t('player.skipSilence')}
              </Menu.CheckboxItem>
            </Menu.Dropdown>
          </Menu>
          <Popover position="top" withArrow shadow="md" trapFocus>
            <Popover.Target>
              <ActionIcon aria-label={t('player.volume')} className={classes.wide}>
                {state.muted || state.volume === 0 ? <VolumeX size={19} /> : <Volume2 size={19} />}
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown className={classes.volume}>
              <ActionIcon
                aria-label={state.muted ? t('player.unmute') : t('player.mute')}
                onClick={() => playback.toggleMute()}
                variant="subtle"
              >
                {state.muted || state.volume === 0 ? <VolumeX size={18} /> : <Volume2 size={18} />}
              </ActionIcon>
              <Slider
                w={130}
                size="sm"
                label={null}
                thumbLabel={t('player.volume')}
                value={state.muted ? 0 : Math.round(state.volume * 100)}
                onChange={(value) => playback.setVolume(value / 100)}
              />
            </Popover.Dropdown>
          </Popover>
          <Tooltip label={`${t('player.shortcuts')} (?)`}>
            <ActionIcon aria-label={t('player.shortcuts')} className={classes.wide} onClick={showHelp}>
              <Keyboard size={19} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      <ShortcutsDialog opened={helpOpened} onClose={() => setHelpOpened(false)} />
    </section>
  );
}

interface ControlProps {
  label: string;
  keys: string;
  onClick: () => void;
  children: ReactNode;
}

function Control({ label, keys, onClick, children }: ControlProps) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon size={40} radius="xl" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
