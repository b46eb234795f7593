-- Proves functions/filters/read/_page_values.sql.
begin;
select plan(4);

-- Given: the small shop, and brands that no fold has listed yet.
select tests.small_shop();
insert into master.brands (brand_key, name)
values ('ant', 'Ant'), ('dash', 'Dash'), ('dash2', 'Dash'), ('zest', 'Zest');
select tests.sell('b1', b, 'food/drinks', 1)
from unnest('{zest,dash2,ant,dash}'::text[]) as b;

-- Read all pages of this size, one after the other.
create function pg_temp.pages(p_size integer)
    returns text[]
    language plpgsql
as $$
declare
    v_counts filters.counts := filters._count_values('brand', null);
    v_after filters.cursor := filters._read_cursor(null, 'brand');
    v_page filters.counts;
    v_read text[] := '{}';
    v_id bigint;
begin
    loop
        v_page := filters._page_values('brand', v_counts, v_after, p_size);
        exit when v_page.value_ids is null;
        foreach v_id in array v_page.value_ids loop
            v_read := v_read || (select brand_key from master.brands where id = v_id);
        end loop;
        v_after := filters._read_cursor(
            (
                select filters._write_cursor('brand', name, brand_key)
                from master.brands
                where id = v_id
            ),
            'brand'
        );
    end loop;
    return v_read;
end;
$$;

select is(
    pg_temp.pages(n), '{ant,crisp,dash,dash2,fizz,zest}',
    format('pages of %s: every value once, in order, listed or not', n)
)
from generate_series(1, 3) as n;
select is(
    filters._page_values(
        'brand', filters._count_values('brand', null), row(0, '', '')::filters.cursor, 2
    ),
    (
        select row(array_agg(id order by name), '{1,2}')::filters.counts
        from master.brands
        where brand_key in ('ant', 'crisp')
    ),
    'with their counts'
);

select * from finish();
rollback;
