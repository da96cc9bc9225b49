/** A colour to fill with, and one that is legible on it. */
export interface Fill {
  readonly fill: string;
  readonly text: string;
}

/** The colours of a picture. */
export interface Theme {
  /** Behind everything. */
  readonly surface: string;
  readonly ink: string;
  /** Labels of axes, what is less important. */
  readonly quiet: string;
  /** Axes and grids. */
  readonly line: string;
  /** What waits. */
  readonly waiting: string;
  /** What went wrong. */
  readonly bad: string;
  /** Jobs take turns with them. */
  readonly jobs: readonly Fill[];
}

/** Told apart by colour-blind readers (M. Okabe and K. Ito, Color Universal Design, 2008). */
export const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'] as const;

const ON_BRIGHT = '#000000';

export const LIGHT: Theme = {
  surface: '#ffffff',
  ink: '#1b1b1b',
  quiet: '#555555',
  line: '#d4d4d4',
  waiting: '#8f8f8f',
  bad: '#a40000',
  jobs: COLORS.map((fill, index) => ({ fill, text: index === 0 ? '#ffffff' : ON_BRIGHT })),
};

/** The blue of the palette is brighter here: it is too dark for a dark ground. */
export const DARK: Theme = {
  surface: '#16181c',
  ink: '#ececec',
  quiet: '#b4b4b4',
  line: '#3c4047',
  waiting: '#8a8f98',
  bad: '#ff8a80',
  jobs: COLORS.map((fill, index) => ({ fill: index === 0 ? '#3d9be0' : fill, text: ON_BRIGHT })),
};
