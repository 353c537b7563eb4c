import { dayOf } from '../../calendar/days.js';
import type { Finding } from '../alerts/finding.js';
import type { CustomerFacts } from '../facts/facts.js';
import { amount, type Context, days, money } from './context.js';

/** Credit that is late, and credit beyond what was agreed. */
export function creditFindings(customer: CustomerFacts, context: Context): Finding[] {
  return [...overdue(customer, context), ...overLimit(customer, context)];
}

function overdue(customer: CustomerFacts, context: Context): Finding[] {
  const { today, thresholds } = context;
  const late = [...customer.dues.values()].filter(({ due, left }) => left > 0 && due < today);
  const oldest = Math.min(...late.map(({ due }) => due));
  if (late.length === 0 || today - oldest < thresholds.overdue_days) return [];
  const sum = late.reduce((all, { left }) => all + left, 0);
  return [
    {
      ...about(customer, context),
      kind: 'overdue_credit',
      raises: true,
      // A further debt that falls due is another cause; a payment of part is not.
      cause: dayOf(Math.max(...late.map(({ due }) => due))),
      size: sum,
      says: `${context.customerName(customer)} is ${days(today - oldest)} late with ${money(sum, context)}.`,
      risk: sum,
      arithmetic: `${late.length} ${late.length === 1 ? 'debt' : 'debts'} past the due day, together ${money(sum, context)}`,
      since: oldest + thresholds.overdue_days,
      evidence: {
        overdue: amount(sum, context),
        balance: amount(customer.balance, context),
        oldest_due_on: dayOf(oldest),
        days_overdue: today - oldest,
        ...(customer.lastPayment === undefined ? {} : { last_payment_on: dayOf(customer.lastPayment) }),
      },
      next: { tool: 'get_udhaar', arguments: { customer: customer.id, risk: true, show: ['reminder'] } },
    },
  ];
}

function overLimit(customer: CustomerFacts, context: Context): Finding[] {
  const { limit, balance } = customer;
  if (limit === undefined || balance <= limit) return [];
  return [
    {
      ...about(customer, context),
      kind: 'over_limit',
      raises: true,
      cause: String(limit),
      size: balance - limit,
      says: `${context.customerName(customer)} owes ${money(balance, context)}, ${money(balance - limit, context)} over the limit of ${money(limit, context)}.`,
      risk: balance - limit,
      arithmetic: `${money(balance, context)} owed - ${money(limit, context)} limit = ${money(balance - limit, context)}`,
      since: customer.lastEntry,
      evidence: { balance: amount(balance, context), credit_limit: amount(limit, context) },
      next: { tool: 'get_udhaar', arguments: { customer: customer.id, risk: true } },
    },
  ];
}

function about(customer: CustomerFacts, context: Context) {
  return {
    subject: { type: 'customer', id: customer.id, name: context.customerName(customer) },
  } as const;
}
