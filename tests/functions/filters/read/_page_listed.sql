-- Proves functions/filters/read/_page_listed.sql.
begin;
select plan(6);

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
    v_after filters.cursor := filters._read_cursor(null, 'brand');
    v_read text[] := '{}';
    v_listed record;
    v_id bigint;
begin
    loop
        v_listed := filters._page_listed('brand', v_after, p_size);
        exit when (v_listed.page).value_ids is null;
        foreach v_id in array (v_listed.page).value_ids loop
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

delete from filters.transactions
where price_minor = 150 or brand_id = (
    select id from master.brands
    where brand_key = 'crisp'
);
select is(
    pg_temp.pages(2), '{ant,dash,dash2,fizz,zest}',
    'a value without a line is left out before it is folded'
);
select is(
    (filters._page_listed('brand', row(0, '', '')::filters.cursor, 9)).total, 5::bigint,
    'and not counted'
);
select is(
    (
        (filters._page_listed('brand', row(0, '', '')::filters.cursor, 10)).page
    ).lines,
    '{1,1,1,2,1}',
    'counts are those of now'
);

select * from finish();
rollback;
