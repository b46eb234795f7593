-- Proves functions/filters/read/_choose_group_kind.sql.
begin;
select plan(7);

select is(
    filters._choose_group_kind(
        row(null, null, null, null, null, null)::filters.selection, true
    ),
    'all', 'nothing narrowed: every store at once'
);
select is(
    filters._choose_group_kind(
        row('{1}', null, null, null, null, null)::filters.selection, true
    ),
    'region', 'a region is a group'
);
select is(
    filters._choose_group_kind(
        row('{1}', '{1}', null, null, null, null)::filters.selection, true
    ),
    'province', 'a province knows its region'
);
select is(
    filters._choose_group_kind(
        row(null, null, null, '{1}', null, null)::filters.selection, true
    ),
    'store_class', 'a class is a group'
);
select is(
    filters._choose_group_kind(
        row('{1}', null, null, '{1}', null, null)::filters.selection, true
    ),
    'region_class', 'so are a region and a class together'
);
select is(
    filters._choose_group_kind(
        row('{1}', null, '{1}', null, null, null)::filters.selection, true
    ),
    'store', 'only stores know their city'
);
select is(
    filters._choose_group_kind(
        row('{1}', null, null, null, null, null)::filters.selection, false
    ),
    'store', 'groups hold margins only'
);

select * from finish();
rollback;
