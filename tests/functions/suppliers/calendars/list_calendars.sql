-- Proves functions/suppliers/calendars/list_calendars.sql.
begin;
select plan(3);

-- Given: the small project.
select tests.small_project();
insert into suppliers.calendars (code, name, created_at, updated_at)
values ('PH', 'Philippines', core.now(), core.now());

select tests.login_as(tests.user('zed'));
select is(
    (api.list_calendars() #> '{items, 1}') - 'updated_at',
    '{"code": "STANDARD", "name": "Monday to Friday", "workdays": [1, 2, 3, 4, 5],
      "holidays": 1, "version": 2}',
    'every user reads the calendars'
);
select is(
    api.list_calendars(api.list_calendars(page_size => 1) ->> 'next')
    #>> '{items, 0, code}',
    'STANDARD', 'pages follow each other'
);
select throws_ok(
    $$ select api.list_calendars(page_size => 0) $$, 'PT422', 'core.invalid_page_size',
    'a page has a size'
);

select * from finish();
rollback;
