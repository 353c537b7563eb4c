/** How people ask for what query_sales can do with a measure. */
export const OPTIONS_ASKED_AS: Readonly<Record<string, string>> = {
  compare: `
    against last year | versus the month before | growth over last year | how much did it grow | up or
    down | went up | went down | rise | fall | drop | difference to the previous month | better than
    last time | year before | than last year | yoy | mom | percent change | side by side | two periods |
    badha ya ghata | is it improving | change from one period to another | month to month | quarterly
    growth | increase or decrease | comparison of years | versus previous week | delta | gain or loss
    since | last festival against this | climb or slump | before and after`,
  share: `
    percent of the whole | contribution of each | part of the total | how much of the total | split in
    percent | pie chart | slice | hissa | mix of sales | what portion | percent of sales by each |
    weight of each | as a percent | proportion of the sum | how big a part`,
  running_total: `
    adding up over the year | cumulative sum | accumulated | year to date curve | so far this year total
    | pareto | 80 20 | build up | running sum | few products that make most sales | abc analysis | total
    so far | sum building up | growing total | cumulative curve`,
  rank: `
    place in the order | position | first second third | league table | standing | what number is it |
    who is ahead | ranked list | number one | best to worst | sorted place | ranking number | order of
    merit`,
  top: `
    best few in each group | top three per category | best sellers by group | leader of each | only the
    first few | rest as others | highest of every group | lump the rest together | number one in each |
    first few of every group | best n | limit to the best per group`,
  moving_average: `
    smooth the curve | rolling mean | average of the last months | iron out ups and downs | trend line |
    smoothing | moving mean | remove noise | less jumpy figures | rolling weeks | average over several
    months`,
  totals: `
    sum at the end | grand total line | subtotals by group | total row | all together | add up
    everything | footer | overall sum | sum line | sum per level | subtotal under each group | bottom
    line of the table`,
  drivers: `
    why did sales change | what caused the drop | reason for the rise | what is behind the change |
    explain the fall | price or volume effect | root cause | kyun giri bikri | variance analysis |
    bridge | explain why sales moved | decompose the change | what pushed sales | factors | contribution
    to the change`,
  pivot: `
    cross table | values across | as columns | side by side columns | spreadsheet layout | rows and
    columns | crosstab | matrix | turn into columns | wide table | one column for each`,
  include_empty: `
    show zero rows | also those without sales | list what never sold | products with no sales | include
    nothing sold | blank rows | also zeros | missing ones | did not sell at all | nothing bought | with
    zeros | groups without figures | days without sales | nothing sold too | no sale at all but list
    anyway | keep groups that sold nothing | gaps in the dates filled with zero`,
  bought: `
    bought this but not that | customers who never took a product | who bought tea | did not purchase a
    category | buyers of a product | purchased one not the other | bought x without y | never took |
    purchased both | customers of a product`,
  above_average: `
    better than the mean | more than twice the average | over the average | under the average | one
    figure greater than another | below par | outliers | beats the average | compare a figure with
    another | higher than usual | stock less than reorder level`,
  define: `
    own formula | my own figure | custom ratio | calculate something new | divide one by another | slabs
    | price bands | ranges | groups of sizes | bucket | classify | gold silver customers | tiers | own
    grouping | new measure | own kpi | combine two figures | ratio of two figures | bins | price ranges
    | banding of amounts | group into small medium large | if then grouping | make a category of my own`,
  again: `
    run the report again | same report as before | repeat the last question | saved report | what has
    changed since then | refresh an old answer | rerun | re-run | use the receipt token | check an old
    figure | same question later | repeat a query | stored question | run once more | rerun with new
    data`,
};
