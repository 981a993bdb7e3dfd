import { expect, it } from 'vitest';
import { TransferRate } from './transfer-rate';

it('is unknown until there is something to measure', () => {
  const rate = new TransferRate();
  rate.add(0, 0);
  rate.add(100, 50_000);
  expect(rate.bytesPerSecond).toBeNull();
});

it('is the mean of the last seconds, not of all time', () => {
  const rate = new TransferRate();
  for (let second = 0; second <= 10; second += 1) rate.add(second * 1000, second * 1_000_000);
  for (let second = 11; second <= 30; second += 1)
    rate.add(second * 1000, 10_000_000 + (second - 10) * 2_000_000);
  expect(rate.bytesPerSecond).toBeCloseTo(2_000_000);
});
