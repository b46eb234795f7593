-- filters._load_transactions: load a staging table of lines by natural keys.
--
-- One load at a time: the first statement locks the table against other loads, but not
-- against readers. New master rows, stores and baskets are inserted in the order of
-- their keys, so writers of master data cannot deadlock. A failed cast or constraint
-- raises and nothing is loaded; the caller decides which lines to send again.
--
-- Into an empty table, foreign keys are checked once for all lines: they are dropped
-- and added again in this transaction. Checking line by line takes three times as long,
-- and is left to loads that meet a writer of master data: filters._try_lock_fkeys.
--
-- The counts are updated in the same transaction. Lines of new baskets are added; a
-- store in which an existing basket grew is counted anew, since the sizes of counted
-- baskets changed.

create or replace function filters._load_transactions(p_staging regclass)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
declare
    v_after bigint;
    v_inserted bigint;
    v_grown bigint[];
    v_new bigint[];
    v_fkey record;
    v_fkeys text[] := array[]::text[];
    v_are_dropped boolean := false;
begin
    lock table filters.transactions in share row exclusive mode;
    perform filters._lock_folds();
    perform filters._fold_all();
    v_after := coalesce((select max(id) from filters.transactions), 0);

    -- Keys in normal form. Nearly every row is plain ASCII and already normal: one test
    -- of the whole row limits the calls of core.normalize_key to the others. An empty
    -- text becomes null. A bar in a key only costs its row these calls.
    execute format(
        $sql$
        update %s
        set
            basket = core.normalize_key(basket),
            store = core.normalize_key(store),
            product = core.normalize_key(product),
            brand = core.normalize_key(brand),
            brand_mark = core.normalize_key(brand_mark),
            department = core.normalize_key(department),
            category = core.normalize_key(category),
            city_code = core.normalize_key(city_code),
            store_class = core.normalize_key(store_class)
        where
            concat(
                '|', basket, '|', store, '|', product, '|', brand, '|', brand_mark, '|',
                department, '|', category, '|', city_code, '|', store_class, '|'
            ) ~ '[^ -~]|  |[|] | [|]'
        $sql$,
        p_staging
    );

    -- Casts each text once; money becomes minor units.
    truncate filters.staged_lines;
    execute format(
        $sql$
        insert into filters.staged_lines (
            basket_key, store_key, product_key,
            brand_key, category_key, city_code,
            store_class, price_minor, quantity, sold_at
        )
        select
            nullif(basket, ''),
            nullif(store, ''),
            nullif(product, ''),
            lower(nullif(brand, '')),
            nullif(
                lower(concat_ws('/', nullif(department, ''), nullif(category, ''))), ''
            ),
            nullif(city_code, ''),
            nullif(store_class, ''),
            round(price::numeric * 100)::bigint,
            quantity::numeric,
            sold_at::timestamptz
        from %s
        $sql$,
        p_staging
    );
    analyze filters.staged_lines;

    perform master.load_catalog(p_staging);

    perform master.add_store_classes(
        array(select distinct store_class from filters.staged_lines)
    );

    insert into filters.stores (store_key, name, place_id, store_class_id)
    select
        l.store_key,
        concat('Store ', l.store_key),
        master.find_place(l.city_code),
        k.id
    from (
        select store_key, min(city_code) as city_code, min(store_class) as store_class
        from filters.staged_lines
        group by store_key
    ) as l
    left join master.store_classes as k on l.store_class = k.code
    where not exists (
        select from filters.stores as s where s.store_key = l.store_key
    )
    order by l.store_key;

    -- Existing baskets that get more lines.
    with more as (
        select b.id, b.store_id, count(*) as lines
        from filters.staged_lines as l
        inner join filters.baskets as b on l.basket_key = b.basket_key
        group by b.id, b.store_id
    ),

    grown as (
        update filters.baskets as b
        set line_count = b.line_count + m.lines
        from more as m
        where b.id = m.id
        returning b.store_id
    )

    select coalesce(array_agg(distinct store_id), '{}')
    into v_grown
    from grown;

    insert into filters.baskets (basket_key, store_id, ordinal, line_count)
    select
        n.basket_key,
        n.store_id,
        coalesce(o.baskets, 0)
        + row_number() over (partition by n.store_id order by n.basket_key) - 1,
        n.lines
    from (
        select l.basket_key, min(s.id) as store_id, count(*) as lines
        from filters.staged_lines as l
        inner join filters.stores as s on l.store_key = s.store_key
        where not exists (
            select from filters.baskets as b where b.basket_key = l.basket_key
        )
        group by l.basket_key
    ) as n
    left join (
        select store_id, max(ordinal) + 1 as baskets
        from filters.baskets
        group by store_id
    ) as o on n.store_id = o.store_id
    order by n.store_id, n.basket_key;

    if v_after = 0 then
        v_are_dropped := filters._try_lock_fkeys();
    end if;
    if v_are_dropped then
        for v_fkey in
            select conname, pg_get_constraintdef(oid) as definition
            from pg_catalog.pg_constraint
            where conrelid = 'filters.transactions'::regclass and contype = 'f'
            order by conname
        loop
            v_fkeys := v_fkeys || format(
                'alter table filters.transactions add constraint %I %s',
                v_fkey.conname, v_fkey.definition
            );
            execute format(
                'alter table filters.transactions drop constraint %I', v_fkey.conname
            );
        end loop;
    end if;

    -- These lines are counted below, all together.
    alter table filters.transactions disable trigger t70_note_inserted;
    insert into filters.transactions (
        basket_id, store_id, product_key, brand_id, category_id,
        price_minor, quantity, sold_at
    )
    select
        b.id, s.id, l.product_key, d.id, c.id,
        l.price_minor, l.quantity, l.sold_at
    from filters.staged_lines as l
    left join filters.baskets as b on l.basket_key = b.basket_key
    left join filters.stores as s on l.store_key = s.store_key
    left join master.brands as d on l.brand_key = d.brand_key
    left join master.categories as c on l.category_key = c.category_key
    order by s.id, b.id;
    get diagnostics v_inserted = row_count;
    alter table filters.transactions enable trigger t70_note_inserted;
    truncate filters.staged_lines;

    if v_after = 0 then
        for i in 1 .. cardinality(v_fkeys) loop
            execute v_fkeys[i];
        end loop;
        analyze filters.stores, filters.baskets, filters.transactions;
    end if;

    v_new := array(
        select s.id
        from filters.stores as s
        where
            s.id <> all(v_grown)
            and exists (
                select
                from filters.transactions as t
                where t.store_id = s.id and t.id > v_after
            )
    );
    perform filters._number_baskets(
        array(select id from filters.baskets where ordinal is null)
    );
    perform filters._widen_stores(array(select id from filters.stores));
    delete from filters.cells as c
    using filters.store_groups as p
    where c.group_id = p.id and p.store_id = any(v_grown);
    delete from filters.basket_sizes as m
    using filters.store_groups as p
    where m.group_id = p.id and p.store_id = any(v_grown);
    perform filters._add_to_store_cells(p_store_ids => v_grown, p_after_id => 0);
    perform filters._add_to_store_cells(p_store_ids => v_new, p_after_id => v_after);
    perform filters._add_to_group_cells(p_after_id => v_after);
    perform filters._list_values();

    return v_inserted;
end;
$$;

comment on function filters._load_transactions(regclass) is
$$Load and count the lines of a staging table of text columns; returns their number.

Columns: basket, store, product, brand, brand_mark, department, category, city_code,
store_class, price numeric, quantity numeric, sold_at timestamptz.
Required: basket, store, product, price, quantity, sold_at.
Keys are stored in the form of core.normalize_key; an empty text means null. Brands and
categories are identified by their lower-case spelling, a category in its department.
city_code names a place of any level as master.find_place does;
a store whose place is missing or unknown gets none. price is in major units and is
rounded to minor units; sold_at without a zone is in the session's time zone. Existing
master data and stores are not changed; missing ones are inserted.
Errors: 22xxx for a text that is not a number or time, 23xxx for a missing key or a
basket that belongs to another store.
$$;
