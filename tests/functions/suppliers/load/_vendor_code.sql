-- Proves functions/suppliers/load/_vendor_code.sql.
begin;
select plan(5);

select is(
    suppliers._vendor_code('Abbott GmbH & Co. KG'), 'ABBOTT-GMBH-CO-KG',
    'a code is the name in capitals'
);
select is(
    suppliers._vendor_code('ACME, INC.'), suppliers._vendor_code('Acme Inc'),
    'case and punctuation make no other supplier'
);
select isnt(
    suppliers._vendor_code(repeat('Long Name ', 5) || 'A'),
    suppliers._vendor_code(repeat('Long Name ', 5) || 'B'),
    'long names that begin alike have two codes'
);
select isnt(
    suppliers._vendor_code('北京'), suppliers._vendor_code('上海'),
    'and so have names without a Latin letter'
);
select is(
    array(
        select n.name
        from
            unnest(array['Acme', repeat('Long Name ', 5), '北京', '-', '1580'])
                as n (name)
        where suppliers._vendor_code(n.name) !~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'
    ),
    '{}', 'each is a code'
);

select * from finish();
rollback;
