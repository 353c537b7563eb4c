const DAY = 86_400_000;

/** Half a year of a product that sells every day, up to yesterday, as a file of sales. */
export function halfYearOfSales(): string {
  const today = Math.floor(Date.now() / DAY);
  const rows = Array.from({ length: 180 }, (_, index) => {
    const day = today - 181 + index;
    return `${new Date(day * DAY).toISOString().slice(0, 10)},S${index},Masala Chai,${8 + (day % 7)},20`;
  });
  return ['date,number,product,quantity,price', ...rows].join('\n');
}
