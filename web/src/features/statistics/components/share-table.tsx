import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useId } from 'react';
import { saveAs } from '@/lib/download';
import { t } from '@/texts';
import { toCsv, type Cell } from '../table/csv';
import { Scrollable } from './scrollable';
import classes from './statistics.module.css';

export interface ShareRow {
  key: string;
  name: string;
  /** Decides the length of the bar. */
  seconds: number;
  cells: string[];
  csv: Cell[];
}

interface ShareTableProps {
  title: string;
  columns: string[];
  csvColumns: string[];
  rows: ShareRow[];
  empty: string;
  fileName: string;
}

/** Who or what takes how much: a table whose rows are bars. */
export function ShareTable({ title, columns, csvColumns, rows, empty, fileName }: ShareTableProps) {
  const id = useId();
  const longest = Math.max(...rows.map(({ seconds }) => seconds), 1);
  const save = () =>
    saveAs(
      fileName,
      toCsv(
        csvColumns,
        rows.map(({ csv }) => csv),
      ),
      'text/csv',
    );
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.cardTitle}>
          {title}
        </h2>
        {rows.length > 0 ? (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Download size={15} aria-hidden />}
            aria-label={t('statistics.download', { table: title })}
            onClick={save}
          >
            CSV
          </Button>
        ) : null}
      </div>
      {rows.length === 0 ? (
        <p className={classes.quiet}>{empty}</p>
      ) : (
        <Scrollable labelledBy={id}>
          <table className={classes.table}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, name, seconds, cells }) => (
                <tr key={key}>
                  <th scope="row">
                    <span className={classes.name}>{name}</span>
                    <span className={classes.track} aria-hidden>
                      <span className={classes.fill} style={{ width: `${(seconds / longest) * 100}%` }} />
                    </span>
                  </th>
                  {cells.map((cell, index) => (
                    <td key={columns[index + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrollable>
      )}
    </section>
  );
}
