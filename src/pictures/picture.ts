import type { EChartsOption } from 'echarts';

/** A chart that is not drawn yet; pixels. */
export interface Picture {
  /** Of its files, without the ending. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly option: EChartsOption;
}
