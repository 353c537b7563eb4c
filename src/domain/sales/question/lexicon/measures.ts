/** Words for measures, beside their own labels and synonyms. Earlier words win over later ones. */
export const MEASURE_WORDS: Readonly<Record<string, string>> = {
  net_sales: `
    value of bills | value of orders | value of invoices | amount of bills | worth of bills | sales | sale | revenue | net sales | net revenue | turnover | income | takings | sales value | sales
    amount | sales revenue | sales figure | sales figures | sales total | sales totals | total sales
    value | value of sales | amount of sales | sales turnover | bikri | bikree | paisa | paise | rupaye
    | kamai | dhandha | dhanda | business | बिक्री | revenues | money | cash intake | earnings from
    sales | sales numbers | galla | gulla | collection | collections | total collection | vikri |
    aamdani | amdani | aavak | money made | amount sold | amount of business | sale amount | total
    amount | amount of sale | sale value | rakam | raqam | kitne ka | kitne ki | kitne rupaye ka | kitne
    rupaye ki | kitne rupaye | kitne rupay | kitne paise | kitne paise ka | kitne rs ka | sell value |
    sals | sales figure for | sales done | sale done | sales made | sale made | total sell | total sale
    | business done | sales performance | money from sales | sales money | monetary sales | sales proceeds | proceeds | top line |
    topline | amount we sold | revenue earned | revenue generated | income generated | how much revenue
    | how much business | rs sales | sale total | daily takings | value sold | kul bikri | kul sale |
    total bikri | kamaai | kitni kamai | kitna paisa | kitna dhandha | net amount | bill ka total |
    bills ka total | total of bills | total purchases | total purchase | total kharid | total kharidi | total kharidari | kul kharid | kul
    kharidi | purchase total | total spend | total spending | total spent | total bought | bill ki total | bills total | billing | total billing`,
  gross_sales: `
    gross sales | gross revenue | sales before discount | sales before discounts | revenue before discounts
    | revenue before discount | gross turnover`,
  discount: `
    discount | discounts | rebate | rebates | discount amount | total discount | discounts given |
    discount given | chhoot | discounts offered | discount offered | total discounts | discount total |
    discount diya | discounts granted | discount allowed | chhut | chhoot di | discount value | price
    reductions | money off | amount discounted | discounted amount`,
  discount_rate: `
    discount rate | discount percentage | discount percent | average discount | average discount rate |
    discount share | percent discount | discount % | % discount | discount as a percentage of sales |
    average discount percentage | average discount percent | mean discount | rate of discount | discount
    as percent of gross sales | average percent discount`,
  tax: `
    tax | gst | vat | taxes | gst collected | tax collected | gst amount | tax amount | gst collection |
    tax collection | gst total | total gst | total tax | gst we collected | sales tax | gst kitna | tax
    charged | gst charged | tax billed`,
  taxable_value: `
    taxable value | taxable amount | taxable sales | taxable turnover | taxable | assessable value | value before tax | sales before tax |
    sales without tax | sales excluding tax | sales excluding gst | sales without gst | amount before tax | taxable values`,
  freight: `
    freight | shipping cost | shipping costs | shipping charges | delivery charge | delivery charges |
    freight cost | freight costs | freight charges | freight charge | shipping fees | shipping charge`,
  average_freight: `
    average freight | average shipping cost | average freight cost | average freight charge | average
    freight per order | mean freight | freight per order`,
  freight_rate: `
    freight rate | freight share | freight as a share of sales | freight as a percentage of sales |
    freight as percentage of sales | freight as percent of sales | freight to sales ratio | freight as a
    percent of sales | freight as share of sales | freight cost as a percentage of sales | freight share
    of sales | freight percentage | freight percent | shipping cost as a percentage of sales`,
  amount_payable: 'amount payable | total billed | amount billed | billed amount | total amount billed',
  quantity: `
    quantity | quantity sold | units sold | unit sales | sales volume | volume | volumes | qty | units |
    quantities | number of units | number of units sold | pieces sold | volume sold | total units |
    sales quantity | units of product sold | sales in units | maatra | quantity of sales | sold quantity
    | number of pieces | number of pieces sold | no of units | units shifted | pcs sold | packets sold |
    bottles sold | boxes sold | qty sold | total qty | total quantity | quantity wise | number of
    packets | number of packets sold | unit volume | amount of units | quantity ordered | units ordered
    | quantity bought | units bought | units purchased | kitni quantity | sold units | total number of
    units | total units sold`,
  orders: `
    order count | number of visits | visit count | sales count | bill count | invoice count | transaction count | order volume | order
    numbers | order frequency | bill numbers | order qty | sales transactions | bill ki sankhya | order
    quantity count | number of sales made | bheed | rush | crowd | how often | kitni baar | how
    frequently | kitni dafa`,
  lines: 'order lines | sales lines | line items | lines',
  discounted_lines: 'discounted lines | lines with a discount | lines with discount',
  discounted_share: `
    discounted share | share of lines discounted | share of discounted lines | percent of lines had a
    discount | percentage of lines with a discount | percentage of lines discounted | percentage of
    lines had a discount | percentage of lines with discount | percentage of lines sold with a discount
    | share of lines with a discount | share of lines with discount`,
  refunds: `
    credit notes | refunds | refund | returns | goods returned | returned goods | refund documents | product returns |
    returned orders | wapsi | refund count | number of refunds | refunds given | refunds made | number
    of returns | refunds issued | goods taken back | kitne return | kitne refund | refund bills | return
    count`,
  cancellations: `
    cancellations | cancelled orders | canceled orders | cancelled sales | cancelled bills |
    cancellation | order cancellations | cancelled bills count | bills cancelled | orders cancelled |
    number of cancellations | cancelled transactions | number of cancelled orders | number of cancelled
    bills | bill cancel | cancelled invoices | canceled bills | cancelled`,
  average_order_value: `
    average order value | aov | average bill | average bill value | average bill amount | average bill
    size | average basket | average basket size | average basket value | basket size | basket value |
    average ticket | average ticket size | ticket size | average sale | average sale value | average
    order | average order size | average order amount | average transaction | average transaction value
    | average invoice | average invoice value | average invoice amount | average value of an order |
    average value of orders | average value per order | mean order value | sales per order | revenue per
    order | average sales per order | average revenue per order | sales per bill | average size of an
    order | average value of a sale | average value of a bill | average amount per order | average
    amount per bill | average spend per order | average purchase value | average purchase | average
    receipt | average value of a order | order value average | average value | average amount | ausat
    bill | average bill kitna | per bill average | average amount spent per order | average amount per
    transaction | average spend | average basket amount | bill average | average cart value | average
    cart size | average bill per customer visit | avg bill | average amount spent | average amount of a
    bill | average size of a bill | average value of bills | average revenue per bill | average net
    sales per order | average net sales per bill | average sale per bill | average sale per order |
    average net sales per sale | average sales per bill | average ticket value | average worth of an
    order | average worth of a bill | average order worth | average sale amount | mean bill | mean bill
    value | mean order | mean order size | mean basket | mean basket value`,
  average_price: `
    average price | average rate | average rate per kilo | average rate per kg | average price per kilo | average price per kg | average rate per unit | average selling price | average unit price | price realised | average price per unit |
    mean selling price | average sale price | average price sold | average sold price`,
  list_value: 'list value | value at list price',
  price_realisation: 'price realisation | price realization | realised price',
  cost_of_goods: 'cost of goods | cost of goods sold | cogs | cost of sales',
  margin: `
    margin | profit | gross profit | gross margin | munafa | profits | earnings | margins | मुनाफा |
    faayda | fayda | munafe | munaafa | nafa | nafaa | kitna munafa | bachat | profit amount | profit
    earned | gross profits | total profit | total margin | profit made | margin amount | money earned as
    profit | kitna bacha profit | labh`,
  margin_rate: `
    margin % | profit % | gross margin % | margin rate | margin percent | margin percentage | profit
    percent | profit percentage | profit rate | gross margin percentage | gross margin percent | gross
    margin rate | profit margin percentage | profit margin | profit margins | profitability | margin in
    percent | margin in % | profit in percent | profit as a percentage of sales | margin as a percentage
    of sales | margin as percent of sales | percentage margin | percent margin | % margin | % profit |
    gross margin in percent`,
  buyers: `
    buyers | buyer | active customers | number of buyers | active buyers | different buyers | unique
    buyers | unique customers | distinct customers | active customer count | number of customers who
    bought | customers served | number of customers served | count of buyers | purchasing customers |
    distinct buyers | number of distinct customers`,
  products_sold: `
    distinct products sold | different products sold | number of different products sold | unique
    products sold | distinct products | number of products sold | number of distinct products sold |
    number of unique products sold | count of products sold | variety of products sold | skus sold |
    distinct items sold | different items sold | how many skus sold`,
  sales_per_buyer: `
    sales per buyer | average sales per customer | average revenue per customer | average spend per
    customer | average spending per customer | customer value | average customer spend | average sales
    per buyer | average customer value | average spend of a customer | average sale per customer | sales
    per customer on average | average purchase per customer | average amount per customer | average bill
    per customer | revenue per customer on average | average amount spent per customer | average revenue
    per buyer | average spent per customer | average spend per buyer | mean sales per customer | how
    much did each spend on average | average spend each | how much each spent on average | how much did
    each customer spend on average | how much does each customer spend on average | how much does a
    customer spend on average | average spending of customers | how much a customer spends on average |
    average customer spending | amount spent per customer on average`,
  repeat_buyers: `
    repeat buyers | repeat customers | loyal customers | repeat customer | customers who came back |
    customers who bought more than once | customers who ordered more than once | customers who came more
    than once | customers who purchased more than once | customers with more than one order | customers
    with more than one purchase | customers with two or more orders | bought more than once | came more
    than once | ordered more than once | repeat shoppers | baar baar aane wale customers | customers
    with repeat purchases | purchased more than once`,
  repeat_rate: `
    repeat rate | repeat purchase rate | retention | retention rate | customer retention | customer
    retention rate | share of repeat customers | repeat customer percentage | repeat customers
    percentage | percentage of repeat customers | share of repeat buyers | repeat customer rate | repeat
    buyer rate | percent of repeat customers | percentage of repeat buyers | percentage of customers who
    are repeat buyers | repeat customer share | repeat buying rate | repeat customer ratio`,
  one_time_buyers: `
    one time buyers | one time customers | single purchase customers | one-time customers | came only
    one time | customers who bought only once | customers who bought once | customers who came only once
    | bought only once | came only once | only one purchase | customers with only one purchase |
    customers with only one order | customers with a single order | customers with one order | single
    order customers | ek baar aane wale customers | customers who ordered only once | customers who
    purchased only once | came just once | bought just once | ordered only once | ordered just once |
    single time buyers | one off customers`,
  average_days_between_orders: `
    average days between orders | days between orders | days pass between bills | days pass between orders | days between bills | days between visits | average days between bills | average days between visits | gap between orders | gap between visits | purchase interval | average time between orders |
    average gap between orders | average days between purchases | average time between purchases`,
  average_days_to_ship: `
    average days to ship | days to ship | shipping time | average shipping time | time to ship | average
    time to ship | delivery speed | average delivery time | delivery time | average days until shipping
    | average number of days to ship | average shipping delay | average ship time | average days to ship
    orders | mean days to ship | average number of days between order and shipping | average ship delay
    | days taken to ship | how long it takes to ship | average days taken to ship | average lead time to
    ship | average delay between order and shipment | average days from order to shipment | average number of days between order and shipment | average number of days between order and dispatch | average days between order and shipment | average days between order and dispatch | average days between ordering and shipping | average days from order to shipping | average days from order to ship | average days from order to dispatch | average time from order to shipping | average time from order to dispatch | days from order to shipping | ship times | shipping times | average days to dispatch | average days to deliver | average days
    between order and shipping | average days between order date and shipped date | average fulfilment
    time | average fulfillment time | average time taken to ship | average days for shipping | avg ship
    days | mean shipping time | average dispatch time | how many days to ship on average`,
  late_orders: `
    late deliveries | late shipments | late shipped orders | delayed
    deliveries | delayed shipments | overdue shipments`,
  late_share: `
    late share | share of late orders | percentage of late orders | percent of late orders | late
    delivery rate | late rate | late order share | share of orders late | late order rate | proportion
    of late orders | late shipment rate | percentage of orders shipped late | share of orders shipped
    late | percent of orders shipped late | late percentage | percentage of late shipments | percentage
    of late deliveries | late shipment percentage | proportion of orders shipped late | share of late
    shipments | late delivery percentage`,
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
    quantities left | quantity left | units left | pieces left | packets left | qty left | quantity remaining | quantities remaining |
    stock | inventory | units in stock | stock on hand | on hand | in hand | stock units | stock level |
    stock levels | current stock | units on hand | stock quantity | inventory level | inventory levels |
    in stock | stock left | left | remaining | remain | bacha hua maal | stock position | inventory on
    hand | maal bacha | maal pada hai | maal pada | stock pada hai | stock pada | maal rakha hai | kitna maal hai | kitna maal bacha hai | bacha | bachi | bache | kitna bacha | stock bacha | stock mein | stock me |
    stock me bacha | pada | stock remaining | units left | quantity in hand | quantity on hand |
    quantity in stock | pieces in stock | pieces left | packets left | bags left | bottles left |
    inventory left | stock count | current inventory | balance stock | closing stock | stock available |
    available stock | stocked quantity | stock hai | stock baki | stock baaki | bacha hua stock |
    quantity left | units available in stock | available quantity | quantity available`,
  stock_value: `
    stock value | inventory value | value of stock | value of the stock | value of inventory | value of
    the inventory | stock worth | worth of stock | total stock value | value of stock on hand | value of
    our stock | value of our inventory | inventory worth | stock value at selling price | value of goods
    in stock | total value of stock | stock ki keemat | stock ki value | stock ka value | stock at
    selling price | retail value of stock | stock value at list price | maal ki keemat | worth of
    inventory | value of our current stock | value of current stock | total inventory value | value of
    goods on hand`,
  stock_at_cost: `
    stock at cost | stock value at cost | inventory at cost | inventory value at cost | money in stock |
    capital tied up | value of stock at cost | cost of stock | money tied up in stock | capital tied up
    in stock | money locked in stock | stock lying at cost | value of stock at cost price | stock at
    cost price | stock value at cost price | stock value at purchase price | inventory at cost price |
    stock at purchase price | purchase value of stock | cost value of stock | stock ki lagat | money
    stuck in stock | stock cost | money blocked in stock | paisa stock me phasa | stock valued at cost |
    stock lying in the shop at cost | stock in the shop at cost | stock right now at cost`,
  median_order_value: `
    median order value | median order | median bill | median bill value | typical bill | median sale |
    median invoice | typical order value | median basket | median order size | median bill amount`,
  p90_order_value: '90th percentile of order value | 90th percentile order value',
  largest_order: `
    largest order | biggest order | biggest bill | largest bill | highest order value | maximum order
    value | largest sale | biggest sale | highest bill | maximum bill | largest order value | biggest
    order value | largest invoice | biggest invoice | highest bill amount | highest bill value | sabse
    bada bill | largest single order | biggest single order | biggest single sale | largest single sale
    | largest transaction | biggest transaction | maximum order | highest value order | highest invoice
    | biggest single bill | largest single bill | maximum bill amount | maximum bill value | highest
    single bill | largest bill amount | biggest bill amount | highest order | highest invoice amount |
    record bill | highest sale | largest single invoice | top bill | sbse bada bill | sabse bada order |
    largest bill value | largest bill ever | biggest bill ever | maximum single bill | highest sale in
    one bill`,
  smallest_order: `
    smallest order | smallest bill | lowest order value | minimum order value | smallest sale | smallest
    order value | smallest invoice | lowest bill | sabse chhota bill | minimum bill | smallest
    transaction | minimum order | smallest bill value | smallest bill amount | lowest bill amount |
    lowest bill value | smallest single order | least bill | sabse chota bill | sabse chhota order |
    minimum bill amount | minimum bill value | lowest order | smallest order amount`,
  units_per_order: `
    units per order | units per bill | average units per order | average number of units per order |
    items per order | average items per order | average items per bill | items per bill | quantity per
    order | average quantity per order | basket units | units per transaction | average units per bill |
    average number of items per order | average number of items per bill | average units in an order |
    units in an average order | average number of items in a bill | average items in a bill | items in a
    bill on average | average pieces per bill | pieces per bill | average number of units per bill |
    average quantity in an order | average units per transaction | average basket units | average number
    of units in an order`,
  lines_per_order: `
    lines per order | average lines per order | average number of lines per order | lines per bill | average
    lines per bill`,
  sell_through: 'sell through | sell through rate',
  out_of_stock: 'stock outs | stockouts | empty shelves | out of stock count',
  below_zero_stock: 'negative stock',
};
