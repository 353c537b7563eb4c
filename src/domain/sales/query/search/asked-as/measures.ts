/** How people ask for measures when they do not know their names, beside what the model and questions call them. */
export const MEASURES_ASKED_AS: Readonly<Record<string, string>> = {
  net_sales: `
    money we took in | how much did we sell | what came in from sales | value of goods sold | business
    done | earned from selling | money made | top line | total income of the shop | how much have we
    sold for | money coming in | galla | kamai | kitna bika rupaye mein | kitni bikri | dhandha kaisa |
    how did we do | performance | sales figures | spending of customers | how much customers spent |
    collection | worth sold | sales after discounts and refunds | amount sold | worth of everything sold
    | income from customers | receipts from selling | sales income`,
  gross_sales: `
    sales before any discount | before money off | revenue before deductions | full price sales | sales
    without taking off discounts | before concessions | undiscounted sales | bill value before
    subtracting discounts | before anything is taken off`,
  discount: `
    money off given | how much was knocked off | price cut given | reduction given to customers |
    concession | how much did we let go | bargain given | amount off the bill | rebates handed out |
    offers cost us | kitni chhoot di | kam kiya | waived | given away | markdown value | total of price
    cuts | savings of customers | promotional cost`,
  discount_rate: `
    discount percent | how deep are discounts | percent knocked off | percent given away | average
    percent off | discount as a share of sales | how much of the price we give away`,
  tax: `
    gst collected | sales tax | tax we charged | tax on bills | gst payable to government | output tax |
    vat charged | kitna tax | sgst cgst igst | tax liability | levy | tax component of sales | tax
    within the price`,
  freight: `
    cost of sending goods | shipping fees charged | transport charges | courier charges | postage |
    delivery fee | carriage | bhada | what customers paid for delivery | cartage | haulage | income from
    shipping | delivery income | postal charges`,
  average_freight: `
    shipping cost of each order | delivery charge per bill | courier cost per order | typical freight |
    average postage | usual delivery fee | transport charge for one order`,
  freight_rate: `
    freight as percent of sales | shipping cost against revenue | how much of sales goes to transport |
    delivery cost ratio | freight percent`,
  amount_payable: `
    final bill amount | what customers had to pay | bill total with tax | grand total of the bill |
    total charged with tax and freight | to be paid | sales including gst | amount with tax | invoice
    total | net payable | money collected at the counter | rounded total | kitna dena tha | payable by
    the buyer | what lands on the bill at the end | total including tax and delivery`,
  quantity: `
    how many pieces sold | number of units sold | how many were sold | packets sold | count of goods
    sold | pieces that went out | kitne piece bike | kitna maal bika | nag | how much moved | volume
    shifted | what sells most | popular products | best seller | fastest moving | demand for a product |
    unit sales | units going out | units that left | pieces taken by customers | cartons sold | boxes
    that left the store | how many went over the counter`,
  orders: `
    how many bills | how many invoices made | number of sales | how many sales | number of transactions
    | number of receipts | checkouts | how many times people bought | orders placed | kitne bill bane |
    footfall that bought | count of sales | number of deals | tickets | how busy were we | times
    customers bought | how often did people buy from us | traffic of bills`,
  lines: `
    rows on bills | lines on invoices | number of entries on bills | item rows | order rows | how many
    lines`,
  discounted_lines: `
    rows with money off | lines sold cheaper | how many items got a discount | number of lines with a
    discount | discounted items count`,
  discounted_share: `
    share of lines with money off | how often do we give a discount | percent of items sold at a
    discount | how much is sold on offer | portion sold with discount`,
  refunds: `
    goods brought back | returned items | customers gave back | money given back | number of returns |
    how many came back | wapas aaya | wapsi kitni | returned by customers | sent back goods | refund
    documents | goods returned by buyers | credit notes | maal wapas | handed back by customers | taken
    back | goods coming back | rate of returns | exchanged goods | damaged goods returned`,
  cancellations: `
    orders called off | voided bills | bills cancelled | sales undone | how many orders were cancelled |
    revoked sales | annulled | radd bill | scrapped orders`,
  average_order_value: `
    average spend per visit | mean bill | average bill size | mean basket | how much does one bill come
    to | how much does a customer spend each time | typical ticket | ausat bill | average amount of a
    sale | per bill sales | average cart | per transaction value | spend each time | bill average | mean
    amount of an invoice | how big is a usual bill | takings per visit | money per checkout | sales for
    each visit`,
  average_price: `
    price got per piece | average selling price of a unit | what do we get for one unit | realised price
    per unit | mean price charged | average rate sold at | revenue per unit | effective price`,
  list_value: `
    sales at catalogue price | what the goods sold would have brought at list price | value at full list
    price | value of sold goods at list price`,
  price_realisation: `
    selling below list price | price charged against catalogue price | how much of list price we get |
    are we selling under list price | percent of list price achieved | leakage from list price | actual
    price versus list | discount from list price | difference between list price and price charged`,
  cost_of_goods: `
    purchase cost of sold goods | what sold goods cost us | buying cost of sales | cost of what was sold
    | landed cost of sold stock | expense on goods sold | khareed ki laagat | laagat | cost of sales |
    input cost | spending on goods sold`,
  margin: `
    profit earned | what is left after cost | money made after purchase cost | how much do we keep |
    gain | earnings after cost | munafa kitna hua | kitna bacha | fayda | income less cost | mark up
    amount | surplus | did we make money | bottom line | kamaya | gross gain | what we earn on goods |
    how much do we make on it`,
  margin_rate: `
    profit percent | margin percent | how profitable | profitability | munafa percent | markup percent |
    percent profit on sales | share of sales that is profit | return on sales | profit ratio | how much
    of each rupee do we keep | paise kept of a rupee | what part of sales stays with us`,
  buyers: `
    how many people bought | number of shoppers | how many customers purchased | customers served |
    people who purchased | number of customers who ordered | different people who bought | active
    clients | kitne grahak aaye | kitne logon ne kharida | how many different clients placed an order |
    unique shoppers | size of the crowd that bought | households that bought | heads that bought`,
  products_sold: `
    how many different items sold | number of distinct goods sold | how many kinds of products moved |
    range sold | variety sold | how many skus sold | number of articles sold at least once`,
  first_order_date: `
    day of the earliest sale | when did we start selling | oldest bill | first bill date | when was the
    first sale | when did sales begin | start of the records`,
  last_order_date: `
    day of the latest sale | newest bill | when was the last sale | last bill date | most recent sale |
    how fresh is the data | latest bill`,
  average_days_to_ship: `
    how long to send goods | days until goods leave | how quickly parcels leave | time taken to dispatch
    | time until shipment | shipping speed | processing time | handling time | fulfilment time | how
    many days to dispatch | turnaround | how long customers wait for shipment | lead time | dispatch
    time | how soon are orders sent`,
  late_orders: `
    shipments after the promised date | sent after the deadline | missed the delivery date | orders not
    sent on time | delayed dispatches | number of late deliveries | overdue shipments | deri se bheje |
    past due orders | orders behind schedule | late parcels`,
  late_share: `
    percent of late shipments | how often are we late | share of deliveries that missed the date | on
    time performance | punctuality | late rate | fraction delayed | reliability of delivery`,
  customers: `
    how many customers on file | size of the customer list | registered customers | how many clients do
    we have | kitne grahak hain | customer base | number of accounts | parties in the books | total
    clientele | people in our address book | known customers | roster of customers | number of names in
    the customer book`,
  products: `
    how many products do we carry | size of the range | number of items in the catalogue | how many skus
    | number of articles on file | kitne item hain | assortment size | how many things do we sell |
    breadth of the range | width of assortment`,
  discontinued_products: `
    how many products were dropped | number of items no longer sold | products stopped | phased out
    items | items taken off the list | number of retired products | retired articles | articles no
    longer in the range`,
  discontinued_share: `
    percent of products dropped | share of range no longer sold | portion of products stopped | how much
    of the range is discontinued`,
  average_list_price: `
    mean catalogue price | average price of products | what does an item cost on average | typical price
    tag | average price on the list | average mrp`,
  lowest_list_price: `
    cheapest product | cheapest thing on the list | least expensive item | lowest price tag | starting
    price | sabse sasta | bottom price`,
  highest_list_price: `
    most expensive product | dearest item | costliest thing | top price tag | sabse mehenga | priciest`,
  stock_on_order: `
    ordered from suppliers not yet arrived | goods on the way | pending purchase orders | awaited from
    vendors | incoming goods | in transit from suppliers | expected deliveries from vendors | aane wala
    maal | pipeline stock | to be received`,
  suppliers: `
    how many vendors | number of vendors we buy from | number of wholesalers | kitne supplier | vendor
    base | how many companies supply us | count of distributors`,
  categories: `
    how many categories | number of product groups | how many departments | number of kinds of goods |
    count of sections`,
  employees: `
    how many staff | head count | number of people working | team size | kitne log kaam karte | strength
    of staff | workforce | number of salespeople | how many work here`,
  shippers: `
    how many carriers | number of courier companies | number of transporters | how many delivery firms |
    count of logistics companies`,
  territories: 'how many territories | number of sales areas | number of beats | how many areas do we cover',
  stock_units: `
    how much stock is left | quantity on the shelf | inventory count | how many pieces in the shop |
    goods in hand | units lying in the warehouse | kitna maal hai | kitna bacha | remaining quantity |
    what do we have left | godown mein kitna | total units in store | balance stock | count of stock |
    physical stock | total pieces lying | remaining pieces | leftover stock`,
  stock_value: `
    worth of inventory | what is our stock worth | value of goods on the shelf | stock value at selling
    price | kitne ka maal pada hai | inventory worth at list price | godown value | value of goods in
    hand | market value of stock | retail value of stock | what stock would sell for`,
  stock_at_cost: `
    money tied up in stock | money stuck in inventory | capital locked in goods | what stock cost us |
    investment in stock | inventory value at purchase price | working capital in goods | paisa fasa hua
    | funds blocked in stock | stock valuation at cost`,
  out_of_stock: `
    products that ran out | sold out items | nothing left on the shelf | what is finished | khatam maal
    | zero stock | empty shelf | unavailable products | number of stockouts | items with no stock |
    khatam ho gaya`,
  below_zero_stock: `
    minus stock | stock in negative | stock less than zero | sold more than we had | books show minus
    quantity | wrong stock counts | oversold | impossible stock | stock mismatch`,
  median_order_value: `
    middle bill | typical bill amount | usual order size | normal bill | half of the bills are under |
    ordinary purchase size | median ticket`,
  p90_order_value: `
    what nine in ten bills stay under | top ten percent of bills | percentile of bills | large bill
    threshold | high end of bill sizes`,
  largest_order: `
    biggest single sale | highest bill | record sale | most expensive purchase | maximum bill amount |
    sabse bada bill | top bill | largest invoice | fattest bill | highest value bill | record bill |
    peak bill`,
  smallest_order: `
    smallest sale | lowest bill | tiniest purchase | minimum bill amount | sabse chhota bill | least
    bill`,
  units_per_order: `
    pieces per bill | items in one basket | how many pieces does a customer take each time | quantity
    per transaction | units in a basket | basket size in pieces | upt | how full is a basket | pieces
    each time`,
  lines_per_order: `
    products on a bill | different items on each bill | how many items on an average bill | rows per
    invoice | number of products in a basket`,
  sales_per_buyer: `
    spend per customer | how much does each customer spend | revenue from each client | average customer
    worth | value of a customer | money from one customer | arpu | lifetime value | ltv`,
  repeat_buyers: `
    customers coming back | people who bought again | loyal shoppers | regulars | regular customers |
    bought more than once | returning shoppers | purani grahak | came twice`,
  repeat_rate: `
    share of customers who come back | retention percent | loyalty rate | percent of regulars | how many
    return in percent | stickiness | churn | how often customers return | probability of buying again`,
  one_time_buyers: `
    bought only once | came once and never again | single visit customers | never came back | one off
    shoppers | ek baar kharida | tried us once | only a single purchase`,
  average_days_between_orders: `
    how often do customers buy | gap between purchases | time between visits | frequency of purchase |
    days between visits | how regularly they order | buying interval | kitne din mein aate | time a
    customer lets pass until the next purchase | how soon do they come again on average | rhythm of
    buying`,
  sell_through: `
    how much of the stock was sold | share of stock sold | percent of inventory moved | clearance of
    stock | sold against stocked | stock turned into sales | rate of selling out | inventory turnover |
    stock turn | how well stock sells | portion of goods received that was sold`,
  orders_together: `
    how often are two products bought together | bills holding both products | number of times bought in
    pairs | frequency of combination | sold as a pair | association of products | frequently combined
    products | support of a pair`,
};
