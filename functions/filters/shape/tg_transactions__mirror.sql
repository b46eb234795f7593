-- filters.tg_transactions__mirror: write each change of a line to
-- filters.transactions_new, too.
--
-- In the transaction of the change, so no snapshot sees one without the other. A line
-- that is not copied yet is inserted here when it changes, and passed over by the copy.
-- Dynamic SQL, since the table exists only while the change runs. Definer: a writer of
-- lines has no grant on it.
--
-- The copy has the columns and constraints of the start. A write that fits the lines as
-- they are now and not the copy, as after a column was dropped, does not fail for that:
-- the change is noted as spoilt, later writes pass it over, and nothing is switched.
-- Locks, after the lines of the write: their copies, and, to note it, the one row of
-- filters.reshapes, until the writer ends; writers that meet there wait in turn.

create or replace function filters.tg_transactions__mirror()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from filters.reshapes where fault is not null) then
        return null;
    end if;
    if tg_op = 'TRUNCATE' then
        execute 'truncate filters.transactions_new';
        return null;
    end if;
    if tg_op <> 'INSERT' then
        execute 'delete from filters.transactions_new as n using old_rows as o '
            'where n.id = o.id and n.sold_at = o.sold_at';
    end if;
    if tg_op <> 'DELETE' then
        execute format(
            'insert into filters.transactions_new (%1$s) overriding system value '
            'select %1$s from new_rows',
            filters._columns_of_lines()
        );
    end if;
    return null;
exception
    when others then
        -- A writer tries again after 40, 55 and a key that the copy has just written;
        -- 53, 57 and 58 are of the server, and no fault of the copy.
        if sqlstate ~ '^(40|53|55|57|58)' or sqlstate = '23505' then
            raise;
        end if;
        update filters.reshapes
        set fault = sqlstate || ': ' || sqlerrm
        where fault is null;
        return null;
end;
$$;

comment on function filters.tg_transactions__mirror() is
    'After insert, update, delete and truncate, while a change of the shape runs.';
