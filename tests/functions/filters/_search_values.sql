-- Proves functions/filters/_search_values.sql.
begin;
select plan(3);

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

select * from finish();
rollback;
