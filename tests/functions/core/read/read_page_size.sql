-- Proves functions/core/read/read_page_size.sql.
begin;
select plan(3);

select is(core.read_page_size(500), 500, 'a page of 500 is the biggest');
select is(
    tests.refusal($$ select core.read_page_size(501) $$) ->> 'key',
    'core.invalid_page_size', 'another is refused'
);
select is(
    tests.refusal($$ select core.read_page_size(null) $$) ->> 'key',
    'core.invalid_page_size', 'and so is none'
);

select * from finish();
rollback;
