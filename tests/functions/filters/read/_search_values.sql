-- Proves functions/filters/read/_search_values.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

select is(
    (
        filters._search_values('brand', filters._count_values('brand', null), 'IZZ')
    ).lines,
    '{4}',
    'case does not matter'
);
select is(
    (filters._search_values('brand', filters._count_values('brand', null), '%')).lines,
    null,
    'a per cent sign is a per cent sign'
);
select is(
    (filters._search_values('city', filters._count_values('city', null), '0702')).lines,
    '{2}',
    'values are searched, not labels only'
);
insert into master.brands (brand_key, name)
values ('razzle', 'Razzle');
select tests.sell('b1', 'razzle', null, 1);
select is(
    (
        select array_agg(l order by l)
        from unnest(
            (
                filters._search_values(
                    'brand', filters._count_values('brand', null), 'ZZ'
                )
            ).lines
        ) as l
    ),
    '{1,4}',
    'those that no fold has listed too'
);

select * from finish();
rollback;
