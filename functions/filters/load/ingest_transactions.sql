-- filters.ingest_transactions: write lines that a source sends, all of them or none.
--
-- A line with a known key replaces that line, so a call whose response was lost can be
-- sent again. Locks, in this order: the table against loads (a load takes it first and
-- waits for no later lock), new master rows, stores and baskets by their keys, lines by
-- their keys. Writers of other lines do not wait. Definer: no app role has a grant to
-- write lines; the function checks the caller's role first.

create or replace function filters.ingest_transactions(p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines filters.incoming_line[];
    v_inserted bigint;
    v_updated bigint;
    v_unknown jsonb;
begin
    perform core.require_role('admin');
    v_lines := array(select l from filters._read_lines(p_rows) as l);
    lock table filters.transactions in row exclusive mode;
    perform filters._add_master(v_lines);
    perform filters._refuse_lines(v_lines);

    select u.inserted, u.updated
    into v_inserted, v_updated
    from filters._upsert_lines(v_lines) as u;

    select jsonb_object_agg(n.city_code, n.lines)
    into v_unknown
    from (
        select core.excerpt(c.city_code) as city_code, sum(c.lines) as lines
        from (
            select l.city_code, count(*) as lines
            from unnest(v_lines) as l
            where l.city_code is not null
            group by l.city_code
        ) as c
        where master.find_place(c.city_code) is null
        group by core.excerpt(c.city_code)
        order by sum(c.lines) desc, core.excerpt(c.city_code)
        limit 100
    ) as n;
    return jsonb_build_object('inserted', v_inserted, 'updated', v_updated)
        || case
            when v_unknown is null then '{}'
            else jsonb_build_object('unknown_city_codes', v_unknown)
        end;
end;
$$;

grant execute on function filters.ingest_transactions(jsonb)
to authenticated, service_role;

comment on function filters.ingest_transactions(jsonb) is
$$Write up to 10,000 lines, all or none; for app role admin.

key identifies the line in its source: a known key updates its line; without a key the
line is always new. price is that of the whole line in major units, rounded to minor
units; sold_at has a zone. Missing brands, categories, store classes, stores and baskets
are inserted; existing ones are not changed. city_code is the key of a place of any
level, or its scheme:code; with an unknown one a new store gets no place, and
unknown_city_codes has the number of lines of each. Keys and names are stored in one
normal form: NFC, runs of white space as one space.
Takes: {rows: [{basket: text, store: text, product: text, price: numeric, quantity:
numeric, sold_at: timestamptz, key?: text | null, brand?: text | null, brand_mark?: text
| null, department?: text | null, category?: text | null, city_code?: text | null,
store_class?: text | null}]}
Returns: {inserted: bigint, updated: bigint, unknown_city_codes?: {[text]: bigint}}
Errors: PT422 filters.invalid_rows, PT422 filters.too_many_rows, PT409
filters.basket_elsewhere, PT403 core.not_permitted.
Emits: filters.dimension.changed on filters:<dimension>, within the dimension's
debounce.
Example: {"rows": [{"basket": "b1", "store": "s1", "product": "p1", "price": 12.5,
"quantity": 1, "sold_at": "2026-01-01T12:00:00Z"}]}
Budget: 200 ms for 1,000 rows.
$$;
