-- Proves functions/master/_short_region.sql.
begin;
select plan(3);

select is(
    master._short_region('National Capital Region (NCR)'), 'NCR',
    'an abbreviation is what people call a region'
);
select is(
    master._short_region('Region IV-A (CALABARZON)'), 'Region IV-A',
    'a numbered region goes by its number'
);
select is(
    master._short_region('MIMAROPA Region'), 'MIMAROPA Region',
    'a name without parenthesis is its own short name'
);

select * from finish();
rollback;
