-- Proves functions/filters/shape/_make_lines.sql.
begin;
select plan(7);

select filters._make_lines('months', '2024-05-01Z', '2024-07-01Z');
select is(
    (select relkind::text from pg_class
     where oid = 'filters.transactions_new'::regclass),
    'p', 'the new table is partitioned'
);
select col_is_pk(
    'filters', 'transactions_new', array['id', 'sold_at'],
    'its key has the time'
);
select is(
    (select count(*) from pg_constraint
     where conrelid = 'filters.transactions_new'::regclass and contype = 'c'),
    (select count(*) from pg_constraint
     where conrelid = 'filters.transactions'::regclass and contype = 'c'),
    'it has the checks'
);
select is(
    (select count(*) from pg_index
     where indrelid = 'filters.transactions_new'::regclass),
    (select count(*) from pg_index
     where indrelid = 'filters.transactions'::regclass),
    'and as many indexes'
);
select is(
    (select array_agg(indisunique) from pg_index
     where indexrelid = 'filters.new_transactions_line_key_idx'::regclass),
    array[false], 'of which that of the keys is not unique'
);
select is(
    (select relrowsecurity from pg_class
     where oid = 'filters.transactions_new'::regclass),
    true, 'it has row-level security'
);
drop table filters.transactions_new;
select filters._make_lines('plain', now(), now());
select is(
    (select array_agg(indisunique) from pg_index
     where indexrelid = 'filters.new_transactions_line_key_idx'::regclass),
    array[true], 'in one table it is unique'
);

select * from finish();
rollback;
