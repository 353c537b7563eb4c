import { describe, expect, test } from 'vitest';
import { alike } from '../../../src/domain/udhaar/alike.js';

const isAlike = (a: string, b: string): boolean =>
  alike({ name: a }, [{ customer_id: 'C', name: b }]).length === 1;

const ALIKE: readonly (readonly [string, string])[] = [
  ['Mohd. Salim', 'Mohammed Salim'],
  ['Md Saleem', 'Muhammad Salim'],
  ['Mohamed Siraaj', 'Mohammed Siraj'],
  ['मो. सलीम', 'Mohammad Salim'],
  ['Sunita Devi', 'सुनीता देवी'],
  ['Smt. Sunita Devi', 'Sunita Devi'],
  ['Shrimati Sunita Devi', 'सुनीता देवी'],
  ['श्रीमती सुनीता देवी जी', 'Sunita Devi'],
  ['Dr. Rajesh Sharma', 'Rajesh Sharma'],
  ['डॉ. राजेश शर्मा', 'Rajesh Sharma'],
  ['Shri Ram Prasad', 'Ram Prasad ji'],
  ['Sharma Rajesh', 'Rajesh Sharma'],
  ['Rajesh Kumar Sharma', 'Rajesh Sharma'],
  ['Rajesh Kr. Sharma', 'राजेश कुमार शर्मा'],
  ['लक्ष्मी नायर', 'Laxmi Nair'],
  ['Lakshmy Nayar', 'Laxmi Nair'],
  ['कृष्ण मिश्र', 'Krishna Mishra'],
  ['कमला गुप्ता', 'Kamla Gupta'],
  ['Kamala Gupta', 'Kamla Gupta'],
  ['फ़रीदा ख़ान', 'Farida Khan'],
  ['Deepak Agarwal', 'Dipak Aggarwal'],
  ['Choudhury Anil', 'Anil Chaudhari'],
  ['Farooq Ahmed', 'Faruk Ahmad'],
  ['Abdul Rehman', 'Abdul Rahman'],
  ['Phoolan Devi', 'Fulan Devi'],
  ['Vijay Yadav', 'विजय यादव'],
  ['Ramkumar Iyer', 'Ram Kumar Iyer'],
  ['Ram Kumar', 'Ramkumar'],
  ['Venkatasubramaniam', 'Venkatasubramanian'],
  ['Meena Kumari Verma', 'Mina Verma'],
  ['Shekh Yousuf', 'Sheikh Yusuf'],
];

const NOT_ALIKE: readonly (readonly [string, string])[] = [
  ['Ramesh Kumar', 'Rajesh Kumar'],
  ['Rakesh Kumar', 'Mukesh Kumar'],
  ['Suresh Patel', 'Naresh Patel'],
  ['Sunita Devi', 'Anita Devi'],
  ['Sunita Devi', 'Sumita Devi'],
  ['Anita Rao', 'Amita Rao'],
  ['Nirmal Singh', 'Nirmala Singh'],
  ['Sunil Verma', 'Sushil Verma'],
  ['Kavita Joshi', 'Savita Joshi'],
  ['सुनीता देवी', 'Anita Devi'],
  ['Anita Rao', 'Anita Roy'],
  ['Anita Rao', 'Anita Naidu'],
  ['Mohd. Salim', 'Mohd. Kalim'],
  ['Mohammed Salim', 'Mohammed Siraj'],
  ['Rajesh Kumar Sharma', 'Rajesh Kumar Gupta'],
  ['Rajesh', 'Rajesh Sharma'],
  ['Dr. Sharma', 'Dr. Verma'],
  ['Shri Ram', 'Shri Lal'],
  ['Customer 1', 'Customer 2'],
  ['Gita Nair', 'Lata Nair'],
  ['Kiran Patel', 'Karan Patel'],
  ['Bilal Khan', 'Anita Rao'],
];

describe('names', () => {
  test.each(ALIKE)('%s may be %s', (a, b) => {
    expect([isAlike(a, b), isAlike(b, a)]).toEqual([true, true]);
  });

  test.each(NOT_ALIKE)('%s is not %s', (a, b) => {
    expect([isAlike(a, b), isAlike(b, a)]).toEqual([false, false]);
  });

  test('of many common ones few are taken for each other', () => {
    const first =
      'Aarti Ajay Akash Amit Anil Anita Anjali Arjun Asha Ashok Deepak Dinesh Farida Ganesh Gita Harish Imran Jyoti Kamla Karan Kavita Kiran Lakshmi Lata Mahesh Manish Manoj Meena Mohan Mukesh Naresh Neha Nirmala Pooja Priya Rahul Rajesh Rakesh Ramesh Ravi Rekha Rohit Salim Sandeep Sanjay Sarita Savita Seema Shanti Sunil Sunita Suresh Usha Vijay Vikas Vinod'.split(
        ' ',
      );
    const last =
      'Agarwal Das Gupta Iyer Joshi Khan Mishra Nair Patel Rao Reddy Sharma Singh Verma Yadav'.split(' ');
    const people = first.flatMap((name) =>
      last.map((family) => ({ customer_id: `${name} ${family}`, name: `${name} ${family}` })),
    );
    const alarms = people.filter((person) => alike(person, people).length > 1);
    expect(alarms.map(({ name }) => name)).toEqual([]);
  });
});

test('the same phone is found however it is written, and comes first', () => {
  const known = [
    { customer_id: 'A', name: 'Sunita Devi' },
    { customer_id: 'B', name: 'Somebody', phone: '098765-43210' },
  ];
  const found = alike({ name: 'Sunita Devi', phone: '+91 98765 43210' }, known);
  expect(found.map(({ customer_id: id }) => id)).toEqual(['B', 'A']);
});
