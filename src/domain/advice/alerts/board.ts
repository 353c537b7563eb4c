import type { BillFacts } from '../facts/facts.js';
import type { ShopFacts } from '../facts/shop-facts.js';
import { productFindings } from '../rules/all.js';
import { billFindings } from '../rules/bills.js';
import type { Context } from '../rules/context.js';
import { creditFindings } from '../rules/credit.js';
import { alertId, type Finding } from './finding.js';

/** All that is the matter now, by alert; worked out anew only for who changed. */
export class Board {
  readonly #findings = new Map<string, Finding>();
  /** Ids of the alerts of each subject. */
  readonly #ofSubject = new Map<string, readonly string[]>();
  #bills: readonly string[] = [];

  get(id: string): Finding | undefined {
    return this.#findings.get(id);
  }

  all(): Iterable<[string, Finding]> {
    return this.#findings;
  }

  clear(): void {
    this.#findings.clear();
    this.#ofSubject.clear();
    this.#bills = [];
  }

  /** Looks again at who changed, and at every bill. Returns the alerts whose cause may have come, gone or changed. */
  refresh(facts: ShopFacts, bills: readonly BillFacts[], context: Context): Set<string> {
    const changed = new Set<string>();
    const touched = facts.takeTouched();
    for (const id of touched.products) {
      const product = facts.products.get(id);
      this.#place(`product ${id}`, product === undefined ? [] : productFindings(product, context), changed);
    }
    for (const id of touched.customers) {
      const customer = facts.customers.get(id);
      this.#place(`customer ${id}`, customer === undefined ? [] : creditFindings(customer, context), changed);
    }
    const gone = this.#bills.filter((id) => bills.every((bill) => bill.id !== id));
    for (const id of gone) this.#place(`bill ${id}`, [], changed);
    for (const bill of bills) this.#place(`bill ${bill.id}`, billFindings(bill, context), changed);
    this.#bills = bills.map(({ id }) => id);
    return changed;
  }

  #place(subject: string, findings: readonly Finding[], changed: Set<string>): void {
    for (const id of this.#ofSubject.get(subject) ?? []) {
      this.#findings.delete(id);
      changed.add(id);
    }
    if (findings.length === 0) {
      this.#ofSubject.delete(subject);
      return;
    }
    const ids = findings.map((finding) => alertId(finding));
    this.#ofSubject.set(subject, ids);
    for (const [index, finding] of findings.entries()) {
      const id = ids[index] ?? '';
      this.#findings.set(id, finding);
      changed.add(id);
    }
  }
}
