/** Words for measures, beside their own labels and synonyms. Earlier words win over later ones. */
export const MEASURE_WORDS: Readonly<Record<string, string>> = {
  net_sales: `
    sales | sale | revenue | net sales | net revenue | turnover | income | takings | sales value | sales
    amount | sales revenue | sales figure | sales figures | sales total | sales totals | total sales value |
    value of sales | amount of sales | sales turnover | bikri | bikree | paisa | paise | rupaye | kamai | dhandha | dhanda | business
    | बिक्री | revenues | money | cash intake | earnings from sales | sales numbers`,
  gross_sales: `
    gross sales | gross revenue | sales before discount | sales before discounts | revenue before discounts
    | revenue before discount | gross turnover`,
  discount: `
    discount | discounts | rebate | rebates | discount amount | total discount | discounts given | discount
    given | chhoot`,
  discount_rate: `
    discount rate | discount percentage | discount percent | average discount | average discount rate |
    discount share | percent discount`,
  tax: 'tax | gst | vat | taxes | gst collected | tax collected | gst amount | tax amount',
  freight: `
    freight | shipping cost | shipping costs | shipping charges | delivery charge | delivery charges |
    freight cost | freight costs | freight charges | freight charge | shipping fees | shipping charge`,
  average_freight: `
    average freight | average shipping cost | average freight cost | average freight charge | average
    freight per order | mean freight | freight per order`,
  freight_rate: `
    freight rate | freight share | freight as a share of sales | freight as a percentage of sales | freight
    as percentage of sales`,
  amount_payable: 'amount payable | total billed | amount billed | billed amount | total amount billed',
  quantity: `
    quantity | quantity sold | units sold | unit sales | sales volume | volume | volumes | qty | units |
    quantities | number of units | number of units sold | pieces sold | volume sold | total
    units | sales quantity | units of product sold | sales in units | maatra | quantity of sales | sold
    quantity`,
  orders: `
    order count | sales count | bill count | invoice count | transaction count | order volume | order
    numbers | order frequency`,
  lines: 'order lines | sales lines | line items | lines',
  discounted_lines: 'discounted lines | lines with a discount | lines with discount',
  discounted_share: 'discounted share | share of lines discounted | share of discounted lines',
  refunds: `
    refunds | refund | returns | goods returned | returned goods | refund documents | product returns |
    returned orders | wapsi`,
  cancellations: `
    cancellations | cancelled orders | canceled orders | cancelled sales | cancelled bills | cancellation |
    order cancellations`,
  average_order_value: `
    average order value | aov | average bill | average bill value | average bill amount | average bill size
    | average basket | average basket size | average basket value | basket size | basket value | average
    ticket | average ticket size | ticket size | average sale | average sale value | average order | average
    order size | average order amount | average transaction | average transaction value | average invoice |
    average invoice value | average invoice amount | average value of an order | average value of orders |
    average value per order | mean order value | sales per order | revenue per order | average sales per
    order | average revenue per order | sales per bill | average size of an order | average value of a sale
    | average value of a bill | average amount per order | average amount per bill | average spend per order
    | average purchase value | average purchase | average receipt | average value of a order | order value
    average`,
  average_price: `
    average price | average selling price | average unit price | price realised | average price per unit |
    mean selling price | average sale price | average price sold | average sold price`,
  list_value: 'list value | value at list price',
  price_realisation: 'price realisation | price realization | realised price',
  cost_of_goods: 'cost of goods | cost of goods sold | cogs | cost of sales',
  margin: `
    margin | profit | gross profit | gross margin | munafa | profits | earnings | margins | मुनाफा | faayda
    | fayda`,
  margin_rate: `
    margin % | profit % | gross margin % | margin rate | margin percent | margin percentage | profit percent | profit percentage | profit rate |
    gross margin percentage | gross margin percent | gross margin rate | profit margin percentage | profit
    margin | profit margins | profitability`,
  buyers: `
    buyers | buyer | active customers | number of buyers | active buyers | different buyers | unique buyers
    | unique customers | distinct customers | active customer count`,
  products_sold: `
    distinct products sold | different products sold | number of different products sold |
    unique products sold | distinct products`,
  sales_per_buyer: `
    sales per buyer | average sales per customer | average revenue per customer | average spend per customer
    | average spending per customer | customer value | average customer spend | average sales per buyer |
    average customer value | average spend of a customer`,
  repeat_buyers: 'repeat buyers | repeat customers | loyal customers | repeat customer',
  repeat_rate: `
    repeat rate | repeat purchase rate | retention | retention rate | customer retention | customer
    retention rate | share of repeat customers`,
  one_time_buyers: `
    one time buyers | one time customers | single purchase customers | one-time customers`,
  average_days_between_orders: `
    average days between orders | days between orders | purchase interval | average time between orders |
    average gap between orders | average days between purchases | average time between purchases`,
  average_days_to_ship: `
    average days to ship | days to ship | shipping time | average shipping time | time to ship | average
    time to ship | delivery speed | average delivery time | delivery time | average days until shipping |
    average number of days to ship | average shipping delay | average ship time`,
  late_orders: `
    late deliveries | late shipments | late shipped orders | delayed
    deliveries | delayed shipments | overdue shipments`,
  late_share: `
    late share | share of late orders | percentage of late orders | percent of late orders | late delivery
    rate | late rate | late order share | share of orders late | late order rate | proportion of late orders
    | late shipment rate`,
  discontinued_share: `
    discontinued share | percentage discontinued | share of discontinued products | percentage of
    discontinued products | share of products discontinued | proportion of discontinued products | percent
    of products discontinued`,
  average_list_price: `
    average list price | mean list price | mean price | average product price | average price of products |
    average price of our products | average catalogue price | average price of all products | average price
    of a product | average price of product | average price of items | average item price`,
  lowest_list_price: `
    lowest list price | cheapest price | minimum price | lowest price | minimum list price`,
  highest_list_price: `
    highest list price | dearest price | maximum price | highest price | maximum list price`,
  stock_on_order: 'units on order | stock on order | incoming stock | quantity on order',
  stock_units: `
    stock | inventory | units in stock | stock on hand | on hand | in hand | stock units | stock level | stock levels | current
    stock | units on hand | stock quantity | inventory level | inventory levels | in stock | stock left | left | remaining | remain |
    bacha hua maal | stock position | inventory on hand | maal bacha`,
  stock_value: `
    stock value | inventory value | value of stock | value of the stock | value of inventory | value of the
    inventory | stock worth | worth of stock | total stock value | value of stock on hand | value of our
    stock | value of our inventory | inventory worth`,
  stock_at_cost: `
    stock at cost | stock value at cost | inventory at cost | inventory value at cost | money in stock |
    capital tied up | value of stock at cost | cost of stock | money tied up in stock | capital tied up in
    stock | money locked in stock`,
  median_order_value: `
    median order value | median order | median bill | median bill value | typical bill | median sale |
    median invoice | typical order value | median basket | median order size | median bill amount`,
  p90_order_value: '90th percentile of order value | 90th percentile order value',
  largest_order: `
    largest order | biggest order | biggest bill | largest bill | highest order value | maximum order value
    | largest sale | biggest sale | highest bill | maximum bill | largest order value | biggest order value
    | largest invoice | biggest invoice | highest bill amount | highest bill value | sabse bada bill |
    largest single order | biggest single order | biggest single sale | largest single sale | largest
    transaction | biggest transaction | maximum order | highest value order | highest invoice`,
  smallest_order: `
    smallest order | smallest bill | lowest order value | minimum order value | smallest sale | smallest
    order value | smallest invoice | lowest bill | sabse chhota bill | minimum bill | smallest transaction |
    minimum order`,
  units_per_order: `
    units per order | units per bill | average units per order | average number of units per order | items
    per order | average items per order | average items per bill | items per bill | quantity per order |
    average quantity per order | basket units | units per transaction | average units per bill | average
    number of items per order | average number of items per bill`,
  lines_per_order: `
    lines per order | average lines per order | average number of lines per order | lines per bill | average
    lines per bill`,
  sell_through: 'sell through | sell through rate',
  out_of_stock: 'stock outs | stockouts | empty shelves | out of stock count',
  below_zero_stock: 'negative stock',
};
