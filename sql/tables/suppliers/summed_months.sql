-- suppliers.summed_months: which months are in suppliers.monthly_finishes and
-- suppliers.monthly_slips.
--
-- A month gets its row first, then a mark, then its sums: see suppliers.run_month_sums.
-- A change of a month deletes its row, so a report reads the days again.

create table suppliers.summed_months (
    month_on date primary key,
    mark xid8,
    is_summed boolean not null default false,

    constraint summed_months_month_on_check
        check (extract(day from month_on) = 1)
);

alter table suppliers.summed_months enable row level security;

comment on table suppliers.summed_months is
    'Months that are summed, or will be.';
comment on column suppliers.summed_months.month_on is 'The first day of the month.';
comment on column suppliers.summed_months.mark is
    'Transactions before it may not have seen the row.';
