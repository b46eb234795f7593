-- Proves functions/filters/shape/_write_line_triggers.sql.
begin;
select plan(1);

-- Given: a table like that of the lines.
create table filters.t_lines (like filters.transactions);
select filters._write_line_triggers(
    'filters.t_lines', 't60_keep', 'filters.tg_transactions__keep_keys'
);
select set_eq(
    $$ select tgname::text from pg_trigger
       where tgrelid = 'filters.t_lines'::regclass $$,
    array['t60_keep_insert', 't60_keep_update', 't60_keep_delete', 't60_keep_truncate'],
    'a trigger for each change'
);

select * from finish();
rollback;
