import { type Grain, isTimed, type Period, periodOfGrain } from './period.ts';

/** The values of the partition columns of a period, in the order of the columns. */
export type Partition = Readonly<Record<string, string>>;

const columnsOfGrain: Readonly<Record<Grain, readonly string[]>> = {
  hour: ['dt', 'hour'],
  day: ['dt'],
  file: ['file'],
};

/**
 * Names of the partition columns of a grain, in order.
 *
 * @example
 * partitionColumns('hour') // => ['dt', 'hour']
 */
export function partitionColumns(grain: Grain): readonly string[] {
  return columnsOfGrain[grain];
}

/**
 * The partition that the rows of a period lie in.
 *
 * @example
 * partitionOf(parseHour('2026-11-20T13')) // => { dt: '2026-11-20', hour: '13' }
 * partitionOf(parsePeriod('3f9a0c51d2e7')) // => { file: '3f9a0c51d2e7' }
 */
export function partitionOf(period: Period): Partition {
  if (!isTimed(period)) return { file: period };
  const [dt = '', hour] = period.split('T');
  return hour === undefined ? { dt } : { dt, hour };
}

/**
 * The folders of a partition, as Hive names them, without a slash at either end.
 *
 * @example
 * partitionPath(parseHour('2026-11-20T13')) // => 'dt=2026-11-20/hour=13'
 */
export function partitionPath(period: Period): string {
  return Object.entries(partitionOf(period))
    .map(([column, value]) => `${column}=${value}`)
    .join('/');
}

/**
 * A partition written as the text of its period, whether it is one or not.
 *
 * @example
 * partitionName({ dt: '2026-11-20', hour: '13' }) // => '2026-11-20T13'
 */
export function partitionName(partition: Partition): string {
  return Object.values(partition).join('T');
}

/**
 * The period of a grain that a partition names; `undefined` when its values name none.
 *
 * @example
 * periodOfPartition('hour', { dt: '2026-11-20', hour: '13' }) // => '2026-11-20T13'
 * periodOfPartition('hour', { dt: 'someday', hour: '13' }) // => undefined
 */
export function periodOfPartition(grain: Grain, partition: Partition): Period | undefined {
  return periodOfGrain(grain, partitionName(partition));
}
