/** What query_sales can do with any measure, so that a search for it finds it. */
export const OPTIONS: readonly {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly synonyms: readonly string[];
}[] = [
  {
    name: 'compare',
    label: 'Comparison',
    description:
      'query_sales compare: sets other periods beside the one asked for, in columns <measure>_previous, _last_year or _vs_<first day>, with _change_ and _percent_ of each; previous_bucket sets each month beside the one before.',
    synonyms: ['growth', 'increase', 'decline', 'change', 'year on year', 'month on month', 'trend'],
  },
  {
    name: 'share',
    label: 'Share of total',
    description: 'query_sales add share: percent of the sum of the rows, in <measure>_share.',
    synonyms: ['percent of total', 'contribution', 'proportion'],
  },
  {
    name: 'running_total',
    label: 'Running total',
    description:
      'query_sales add running_total or running_share: adds up row by row, along time or in the order of the rows, in <measure>_running and <measure>_running_share.',
    synonyms: ['cumulative', 'pareto', 'first half of revenue', '80 20'],
  },
  {
    name: 'rank',
    label: 'Rank',
    description: 'query_sales add rank: place by the measure, in <measure>_rank; with within, in each group.',
    synonyms: ['position', 'ranking'],
  },
  {
    name: 'top',
    label: 'Top of a group',
    description:
      'query_sales top with within: the first rows in each group, e.g. the 3 best products of each category; top alone keeps the first groups and puts the rest together.',
    synonyms: ['top 3 per group', 'best in each', 'best seller of each', 'largest of each', 'others'],
  },
  {
    name: 'moving_average',
    label: 'Moving average',
    description:
      'query_sales moving_average with a grain: mean of the last buckets, in <measure>_moving_average.',
    synonyms: ['rolling average', 'smoothed'],
  },
  {
    name: 'totals',
    label: 'Totals and subtotals',
    description: 'query_sales add totals or subtotals: the measures over everything, or level by level.',
    synonyms: ['grand total', 'sum of all'],
  },
  {
    name: 'drivers',
    label: 'Change drivers',
    description:
      'query_sales add drivers with compare: splits a change of net sales into volume, mix, price and range, by the dimensions asked for.',
    synonyms: ['why did sales change', 'why', 'reason', 'price effect', 'volume effect', 'variance'],
  },
  {
    name: 'pivot',
    label: 'Pivot',
    description: 'query_sales pivot: the values of one dimension become columns.',
    synonyms: ['cross tab', 'matrix', 'columns per year'],
  },
  {
    name: 'include_empty',
    label: 'Empty groups',
    description: 'query_sales include_empty: lists what has no figures, too, e.g. products that never sold.',
    synonyms: ['never sold', 'without sales', 'zero sales'],
  },
  {
    name: 'bought',
    label: 'Customers who bought',
    description:
      'query_sales filters with op bought or never_bought on product, category or the like: customers who bought it or did not, in the period of the query or one of the filter.',
    synonyms: ['bought but not', 'customers who ordered', 'did not buy', 'cross-sell'],
  },
  {
    name: 'above_average',
    label: 'Above average',
    description:
      'query_sales filters with op above_average or below_average, also by a factor; than compares two members with each other.',
    synonyms: ['more than average', 'twice the average', 'compare columns', 'higher than'],
  },
  {
    name: 'define',
    label: 'Measure of one query',
    description:
      'query_sales define: a measure or grouping made for one query, e.g. a ratio of two measures, a measure held to filters, or bands of a value. save_definition keeps one.',
    synonyms: ['ratio', 'custom measure', 'formula', 'bands', 'buckets', 'size classes', 'percentage of'],
  },
  {
    name: 'again',
    label: 'Run again',
    description:
      'query_sales again: runs an earlier answer or a saved question again and says what changed since. save_definition keeps a query as a question.',
    synonyms: [
      'same report',
      'repeat',
      'saved question',
      'saved report',
      'save a query',
      'what changed since',
    ],
  },
];
