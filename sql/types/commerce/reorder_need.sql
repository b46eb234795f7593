-- commerce.reorder_need: what a reorder rule finds that has to be bought.

create type commerce.reorder_need as (
    variant_id bigint,
    vendor_id bigint,
    pack_size integer,
    unit_cost_minor bigint,
    stock integer,
    reorder_point integer,
    quantity integer,
    reasons jsonb
);

comment on type commerce.reorder_need is
    'A rule, the stock that it counted, and the quantity to buy; 0: none.';
