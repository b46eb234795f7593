-- filters._copy_fkeys: give filters.transactions_new the foreign keys of
-- filters.transactions.
--
-- Each locks the table to which it refers against writers until the commit. Senders
-- lock the lines first and write those tables then; so does this, or both could
-- deadlock.

create or replace function filters._copy_fkeys()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_statement text;
begin
    lock table filters.transactions in share row exclusive mode;
    for v_statement in
        select format(
            'alter table filters.transactions_new add constraint %I %s',
            c.conname, pg_get_constraintdef(c.oid)
        )
        from pg_catalog.pg_constraint as c
        where c.conrelid = 'filters.transactions'::regclass and c.contype = 'f'
        order by c.conname
    loop
        execute v_statement;
    end loop;
end;
$$;

comment on function filters._copy_fkeys() is
    'For filters.start_reshape: writers of lines wait from here to the commit.';
