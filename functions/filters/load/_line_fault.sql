-- filters._line_fault: what is wrong with an incoming line; null if it is valid.

create or replace function filters._line_fault(p_line filters.incoming_line)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when (p_line).basket_key is null then 'basket is missing'
    when (p_line).store_key is null then 'store is missing'
    when (p_line).product_key is null then 'product is missing'
    when (p_line).price_minor is null then 'price is missing'
    when (p_line).quantity is null then 'quantity is missing'
    when (p_line).sold_at is null then 'sold_at is missing'
    when not isfinite((p_line).sold_at) then 'sold_at is not a time'
    when
        greatest(
            length((p_line).line_key), length((p_line).basket_key),
            length((p_line).store_key), length((p_line).product_key),
            length((p_line).brand), length((p_line).department),
            length((p_line).category)
        ) > 200
        then 'a key or a name has more than 200 characters'
    when (p_line).quantity in ('NaN', 'Infinity', '-Infinity')
        then 'quantity is not a number'
    when (p_line).store_class !~ '^[A-Z]$' then 'store_class is not one letter, A to Z'
end;

comment on function filters._line_fault(filters.incoming_line) is
    'What is wrong, as a clause of an error message; null if the line is valid.';
