-- Proves functions/filters/shape/_rename_lines.sql.
begin;
select plan(3);

select filters._rename_lines('filters.transactions', 'transactions_old', '', 'old_');
select has_table('filters', 'transactions_old', 'the table has its new name');
select has_index(
    'filters', 'transactions_old', 'old_transactions_store_id_basket_id_idx',
    'and so have its indexes'
);
select is(
    pg_get_serial_sequence('filters.transactions_old', 'id'),
    'filters.old_transactions_id_seq', 'and its sequence'
);

select * from finish();
rollback;
