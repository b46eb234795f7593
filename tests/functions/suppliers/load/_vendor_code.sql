-- Proves functions/suppliers/load/_vendor_code.sql.
begin;
select plan(10);

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
select is(
    suppliers._vendor_code('Levi´s'), suppliers._vendor_code('Levi''s'),
    'an accent that stands alone is punctuation'
);
select is(
    suppliers._vendor_code('Acme™'), suppliers._vendor_code('Acme'), 'and so is a mark'
);
select isnt(
    suppliers._vendor_code('北京'), suppliers._vendor_code('上海'),
    'and so have names without a Latin letter'
);
select is(
    suppliers._vendor_code(repeat('Long Name ', 5) || 'A, Inc.'),
    suppliers._vendor_code(repeat('long-name ', 5) || 'a INC'),
    'case and punctuation make no other code of a long name'
);
select isnt(
    suppliers._vendor_code('Müller'), suppliers._vendor_code('Möller'),
    'letters that a code cannot have count'
);
select isnt(
    suppliers._vendor_code('北京 ABC'), suppliers._vendor_code('上海 ABC'),
    'also beside letters that it can have'
);
select is(
    array(
        select n.name
        from
            unnest(array[
                'Acme', repeat('Long Name ', 5), '北京', '北京、ABC', 'Müller', '-', '1580',
                repeat('é', 50)
            ]) as n (name)
        where suppliers._vendor_code(n.name) !~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'
    ),
    '{}', 'each is a code'
);

select * from finish();
rollback;
