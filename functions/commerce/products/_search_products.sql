-- commerce._search_products: the next ids of products that match a search.
--
-- Each way to match sorts its matches by `id + 0`: in the order of the primary key the
-- planner would read products until enough of them match, which for a rare word is all.
-- Without pg_trgm a search has no tolerance for typing errors.

create or replace function commerce._search_products(
    p_search text,
    p_status text,
    p_is_deleted boolean,
    p_categories bigint[],
    p_after bigint,
    p_count integer
)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_schema constant name := commerce._trgm_schema();
    v_words constant tsquery := (
        select string_agg(
            '''' || replace(replace(w.lexeme, '\', '\\'), '''', '''''') || ''':*', ' & '
        )
        from unnest(to_tsvector('simple', translate(p_search, '-./_', '    '))) as w
    )::tsquery;
    v_sku constant text := upper(btrim(p_search));
    v_found bigint[] := '{}'::bigint[];
begin
    v_found := array(
        select p.id
        from commerce.products as p
        where
            p.search_text @@ v_words
            and p.id > p_after
            and (p_status is null or p.status = p_status)
            and (p.deleted_at is not null) = p_is_deleted
            and (p_categories is null or p.category_id = any(p_categories))
        order by p.id + 0
        limit p_count
    );

    -- Bytes up to ~, the last one: the pattern operators compare bytes, as the index does.
    v_found := v_found || array(
        select p.id
        from commerce.variants as v
        inner join commerce.products as p on v.product_id = p.id
        where
            v.sku ~>=~ v_sku
            and v.sku ~<~ (v_sku || '~')
            and p.id > p_after
            and (p_status is null or p.status = p_status)
            and (p.deleted_at is not null) = p_is_deleted
            and (p_categories is null or p.category_id = any(p_categories))
        order by p.id + 0
        limit p_count
    );

    if v_schema is not null then
        execute format(
            'select $1 || array('
            '    select p.id from commerce.products as p'
            '    where p.title operator(%I.%%>) $2 and p.id > $3'
            '        and ($4 is null or p.status = $4)'
            '        and (p.deleted_at is not null) = $5'
            '        and ($6 is null or p.category_id = any($6))'
            '    order by p.id + 0 limit $7'
            ')',
            v_schema
        )
        into v_found
        using
            v_found, p_search, p_after, p_status, p_is_deleted, p_categories, p_count;
    end if;

    return array(
        select distinct f.id from unnest(v_found) as f (id) order by f.id limit p_count
    );
end;
$$;

comment on function commerce._search_products(
    text, text, boolean, bigint[], bigint, integer
) is
$$Up to p_count ids above p_after, ascending: all words begin words of title or
description, or a SKU begins with the search, or the title is similar (pg_trgm).
$$;
