-- Proves functions/master/_place_key.sql.
begin;
select plan(4);

select is(
    master._place_key('City of Dasmariñas (Capital)'), 'dasmarinas',
    'prefix, parenthesis, case and ñ do not distinguish spellings'
);
select is(master._place_key('Cebu City'), 'cebu', 'nor does the suffix');
select is(master._place_key('Sto. Tomas'), 'stotomas', 'nor does punctuation');
select isnt(
    master._place_key('San Jose'), master._place_key('San Juan'),
    'names do'
);

select * from finish();
rollback;
