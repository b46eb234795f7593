-- suppliers._make_demo_parties: the 40 suppliers of the demo and what they can do.
--
-- Two have spellings of one name, the certificate of two ends soon and that of one has
-- ended, so the quality rules have something to find.

create or replace function suppliers._make_demo_parties(p_today date)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := core.now();
    v_calendar_id bigint;
begin
    insert into suppliers.calendars (code, name, created_at, updated_at)
    values ('DEMO', 'Monday to Friday, with holidays', v_now, v_now)
    returning id into v_calendar_id;
    insert into suppliers.holidays (calendar_id, holiday_on, name)
    select v_calendar_id, make_date(y.year, d.month, d.day), d.name
    from generate_series(
        extract(year from p_today)::integer - 2, extract(year from p_today)::integer + 2
    ) as y (year)
    cross join (
        values
        (1, 1, 'New Year'), (5, 1, 'Labour Day'), (12, 25, 'Christmas'),
        (12, 26, 'Boxing Day')
    ) as d (month, day, name);

    insert into suppliers.capabilities (code, name, is_certified)
    values
    ('moulding', 'Injection moulding', false), ('painting', 'Painting', true),
    ('assembly', 'Assembly', false)
    on conflict (code) do nothing;
    insert into suppliers.suppliers (
        code, name, country, calendar_id, metadata, created_at, updated_at
    )
    select
        'DEMO-' || to_char(n, 'FM00'),
        case n
            when 40 then 'HARBOUR PLASTICS LTD.'
            else
                (array['Harbour', 'Summit', 'Delta', 'Orchid', 'Granite', 'Maple', 'Comet',
                    'Lotus'])[(n - 1) % 8 + 1]
                || ' '
                || (array['Plastics', 'Metals', 'Tools', 'Electric', 'Finishing'])[
                    (n - 1) / 8 + 1
                ]
        end,
        (array['DE', 'CN', 'PH', 'VN', 'PL'])[n % 5 + 1],
        case when n % 2 = 0 then v_calendar_id end,
        '{"source": "demo"}',
        v_now,
        v_now
    from generate_series(1, 40) as n;

    insert into suppliers.supplier_users (supplier_id, user_id)
    select s.id, md5(suppliers._demo_person(s.code))::uuid
    from suppliers.suppliers as s
    where s.metadata @> '{"source": "demo"}';
    insert into suppliers.contacts (supplier_id, name, email, duty)
    select
        s.id, initcap(suppliers._demo_person(s.code)),
        suppliers._demo_person(s.code) || '@example.invalid', 'Planning'
    from suppliers.suppliers as s
    where s.metadata @> '{"source": "demo"}';
    insert into suppliers.supplier_capabilities (
        supplier_id, capability_code, valid_from_on
    )
    select s.id, c.code, p_today - 800
    from suppliers.suppliers as s
    cross join (values ('moulding'), ('painting'), ('assembly')) as c (code)
    where s.metadata @> '{"source": "demo"}';
    insert into suppliers.certificates (
        supplier_id, capability_code, number, valid_from_on, valid_until_on
    )
    select
        s.id, 'painting', 'P-' || s.code, p_today - 800,
        p_today + case s.code when 'DEMO-07' then 12 when 'DEMO-08' then 20
            when 'DEMO-09' then -10 else 400 end
    from suppliers.suppliers as s
    where s.metadata @> '{"source": "demo"}';
end;
$$;

comment on function suppliers._make_demo_parties(date) is
    'A calendar, capabilities, suppliers, their people, contacts and certificates.';
