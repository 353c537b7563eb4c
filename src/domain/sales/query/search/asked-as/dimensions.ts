/** How people ask for dimensions of sales, products and time when they do not know their names. */
export const DIMENSIONS_ASKED_AS: Readonly<Record<string, string>> = {
  order_id: `
    bill number | invoice no | which bill | receipt number | each order | list of bills | document
    number | voucher number | memo number | bill by bill | every single order | one row per bill |
    individual bills | reference of the bill`,
  sale_id: `
    internal id of the sale | id to refund a sale | munshi id | sale reference | reference to use for a
    refund`,
  document_kind: `
    sale or refund | type of document | is it a sale or a return | refund or cancellation | kind of bill
    | bill type | what sort of document`,
  order_date: `
    day of sale | when was it sold | day by day | date of the bill | daily | each day | which day sold |
    din ke hisaab se | roz | when did they buy | calendar day | sale day | bill date | date wise`,
  required_date: `
    wanted by | needed by | promised date | deadline | when the customer wants it | due date | expected
    delivery day | deliver by`,
  shipped_date: `
    day goods left | dispatch date | when was it sent | sent on | when it went out | despatch day | left
    the shop | handed to the carrier`,
  sold_at: `
    exact time of the sale | date and time | timestamp | clock time of the bill | what minute was it
    sold | when exactly`,
  weekday: `
    which day of the week | monday to sunday | monday | tuesday | sunday | weekend or weekday | best day
    of the week | saturdays | somvaar | itvaar | hafte ka din | which day is best | day name | saturday
    and sunday | weekends | quiet days | thursday | wednesday | friday`,
  hour_of_day: `
    what time do people come | rush hour | peak hours | busy hours | morning or evening | time of day |
    by the hour | busiest hour | kis samay | afternoon | when in the day | hourly | what hour | footfall
    by time | shop timing | opening hours | lunch time | noon or night | lunch rush | quiet hours`,
  channel: `
    counter or delivery | online or shop | phone orders | walk in | how the order came in | source of
    the order | sales channel | over the phone | home delivery | mode of sale | way of ordering | in
    person | by telephone | offline | at the counter or by phone`,
  location: `
    which branch | which shop | which store | outlet | counter | where was it sold | point of sale |
    shop wise | each outlet | till | site | which of our shops | which counter | store name | place of
    sale | shop location | which till | each branch`,
  payment: `
    cash or card | upi or cash | how did they pay | paid by | mode of payment | method of payment |
    credit sale | gpay paytm phonepe | kaise paisa diya | nakad ya udhaar | payment type | tender | way
    people pay | bank transfer | tender type | how money was received | wallet | cheque | cash sales |
    card sales | on credit | notes or wallet | how was the bill settled`,
  ship_name: 'name on the parcel | who received the goods | recipient | consignee | sent to whom',
  ship_address: `
    street of delivery | delivery address | where goods were sent | address on the parcel | drop address`,
  ship_city: 'town of delivery | city where goods went | destination city | delivered in which city',
  ship_region: 'state of delivery | region where goods went | destination state | province shipped to',
  ship_postal_code: 'pin code of delivery | zip of destination | postcode shipped to | delivery pin',
  ship_country: `
    country where goods went | destination country | export country | nation shipped to | parcel abroad`,
  order_value: `
    amount of a bill | size of each bill | bills over an amount | bill value | how big the order was |
    value of one order | worth of the order | big bills | large orders`,
  line_description: `
    what the bill called it | text on the bill | name printed on the invoice | item text | wording on
    the document`,
  line_mark: `
    odd lines | suspicious rows | why kept | strange imported line | flagged lines | import warnings`,
  discounted: `
    was it on offer | sold with a discount or not | money off or full price | discounted or not |
    whether it was on sale | with or without discount | promotion | on promotion | at a reduced price |
    full price or reduced`,
  line_quantity: 'pieces on the line | how many on that row | units of one line | quantity on the bill row',
  sold_price: `
    price actually charged | rate on the bill | unit price on the line | what price was it sold at |
    billed rate | price at the time of sale`,
  product_id: `
    item code | sku code | product code | article number | stock code | id of the item | part number`,
  product: `
    which item | name of the item | each product | what was sold | goods | article name | kaun sa maal |
    thing sold | by item | each sku | saman ka naam | by product | item wise | list of goods | menu |
    what sells | individual products | per article`,
  unit: `
    kg or litre or piece | pack size | unit of measure | how is it packed | size of the packet |
    quantity in one pack | packing | uom | weight of a pack | bottle or box | weight | carton size |
    bottle size | measure`,
  price: `
    price tag | what do we charge | selling price | rate of the item | catalogue price | daam | current
    price | bhav | how much does it cost to buy from us | cost to the customer | expensive or cheap
    goods | asking price`,
  cost: `
    what we pay for it | buying price | purchase rate | price from the supplier | landed cost | kharid
    bhav | unit cost | cost to us | procurement price | cost price | what we paid per piece | paid to
    the supplier for one | purchase price of an item`,
  mrp: 'printed price | maximum price on the pack | price on the packet | label price | legal maximum price',
  tax_rate: `
    gst percent | tax slab | rate of gst | percent of tax on an item | tax bracket | 5 12 18 28 percent
    | gst slab`,
  hsn: 'gst code | goods code for tax | hsn sac | tariff code | customs code | commodity code',
  barcode: 'scan code | ean | upc | code to scan | bar code on the pack | gtin | code under the stripes',
  units_on_order: `
    coming from supplier | ordered but not arrived | awaited units of the product | quantity on order |
    on the way`,
  reorder_level: `
    minimum stock | stock at which to buy again | threshold to restock | safety level | par level | when
    to order more | trigger to reorder | lowest stock allowed | stock minimum | buffer stock | warning
    level`,
  discontinued: `
    no longer sold | stopped items | dropped products | do we still sell it | active or not | phased out
    | band kar diya | retired | delisted | is it still in the range | out of production`,
  category_id: 'code of the category | category number | id of the group',
  category: `
    kind of goods | product group | department | section | type of product | class of goods | by group |
    line of goods | family | shreni | segment of products | shelf | type of item | product family |
    kinds of goods | product type`,
  category_description: 'what the category holds | text of the category | explanation of the group',
  units_in_stock: `
    how many left | stock of each product | quantity on hand | how much of it do we have | pieces on the
    shelf | balance of an item | kitna pada hai | available quantity | present stock | stock per item |
    remaining of one product`,
  needs_reorder: `
    what must be ordered | running low | low stock | to be restocked | below minimum | buy again |
    replenish | what to buy from supplier | kam hai | khatam hone wala | order again | should reorder |
    mangwana | what do we need to buy | items to purchase | shopping list for suppliers | what to get
    from vendors | soon empty | products to put on the next purchase order | what to reorder now |
    products that need replenishing`,
  needs_reorder_after_delivery: `
    still low after delivery arrives | short even with what is coming | not enough even after purchase
    orders | needs more even with units on order`,
  units_available: `
    stock and incoming together | on hand plus on order | total available with what is coming | stock
    position`,
  next_expiry_date: `
    about to expire | going bad | expiring soon | use by date | best before | shelf life | expired goods
    | spoil | near expiry | stale | kab kharab hoga | date on the pack | batch expiry | perishable |
    freshness | lot that expires first | batch to sell first`,
  removed: `
    deleted products | taken out of use | archived item | product kept for old sales only | hidden
    products`,
  territory_id: 'code of the territory | area code | beat code',
  territory: `
    sales area | beat | patch | route of the salesman | area covered | zone | ilaka | sales district |
    field area | rounds`,
  sales_region: 'zone of the territory | north south east west | region of the sales area | market region',
  employee_sales_region: `
    region of the salesman | zone the seller covers | regions of the staff | sales by zone of the rep`,
  territory_count: `
    how many areas a salesman covers | number of beats of a rep | areas per salesperson | spread of a
    rep`,
  order_year: 'by year | yearly | each year | calendar year | annual | saal | year wise | saalana',
  order_month: `
    by month | monthly | each month | month wise | mahina | month by month | mahine ke hisaab se |
    calendar month | month wise sales`,
  day_of_month: `
    date in the month | first of the month | 1st to 31st | salary day | beginning or end of month |
    tarikh of the month`,
  month_end: 'last day of month | closing day | end of the month | is it month end',
  month_name: `
    season | january to december | which month is best over years | seasonal pattern | festive months |
    seasonality | summer or winter | diwali month | holiday months | monsoon`,
  fiscal_year: 'financial year | april to march | fy | accounting year | vitt varsh | tax year | books year',
  delivery: `
    shipped or not | sent on time or late | status of delivery | not yet sent | pending dispatch |
    delivered late | undelivered orders | waiting to be shipped | open orders | order status | fulfilled
    orders | order state | shipping status | backlog of shipments | is it delivered yet`,
  days_to_ship: `
    how long did it take to send | days until dispatch | wait for shipment | time to ship an order |
    delivery time of an order | wait of each order | lag between order and dispatch`,
  order_number_of_customer: `
    which visit is it | first or second order | nth purchase | second purchase | sequence of purchase |
    how many-th sale`,
  days_since_previous_order: `
    gap since the last order | days from the earlier purchase | how soon did they come again | time from
    previous bill | interval to the visit before | lag between two bills of a customer | elapsed since
    the visit before`,
  first_purchase_date: `
    customer since | when did they first buy | first visit | became a customer | date acquired | first
    bill of the customer | how long with us`,
  last_purchase_date: `
    when did they last buy | last visit | latest purchase of the customer | last seen | last bill of the
    customer | gone quiet | lost customers`,
  days_since_purchase: `
    how long since they bought | not come for a long time | days since last visit | lost customers |
    gone quiet | inactive customers | who stopped buying | dormant | not seen for months | sleeping
    customers | kab se nahi aaye | churned | lapsed customers | win back | at risk customers | customers
    who stopped coming | time since last bill`,
  purchase_count: `
    how many times has the customer bought | never bought | number of purchases ever | customers without
    orders | never ordered anything | lifetime orders | visits of a customer`,
  cohort: `
    month they first bought | month of joining | acquisition month | customers by first month | group by
    first purchase | retention table | batch of new customers | generation of customers | when customers
    started`,
  customer_segment: `
    new or old customer | first time or returning | existing or new | new customers | fresh customers |
    old customers | naye ya purane | repeat or first timer | acquisition | newly won customers | segment
    of customers | first purchase or not | known or unknown buyer | newcomers and regulars`,
  months_since_first: `
    months after joining | age of the customer in months | how many months since the first purchase |
    months as a customer | retention by month`,
  last_sold_date: `
    when did it last sell | last sale of the product | not sold lately | dead stock | not moving | last
    time sold | stuck goods | nahi bik raha | nobody buys it | unsold goods | not selling any more`,
  days_since_sold: `
    how long has it not sold | not sold for a long time | slow movers | dead inventory | lying unsold |
    stale stock | idle goods | sitting on the shelf | non moving | not sold for days | dust collecting |
    nobody buys it | unsold goods | not selling | shelf warmers | old stock | gathering dust`,
  bought_with: `
    bought together | what else do they buy | goes with | same basket | cross sell | companion product |
    taken along with | combination of goods | same receipt | saath mein | product affinity | market
    basket | sold along | second item in the basket | often combined | recommend with`,
  bought_with_id: 'code of the other product | id of the product bought together',
};
