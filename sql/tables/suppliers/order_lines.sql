-- suppliers.order_lines: loaded purchase-order lines, as another system has them.
--
-- Rows are input of suppliers._import_orders, which makes a task of each; no user reads
-- them. The file has the last word: a line is never changed, so nothing audits it.

create table suppliers.order_lines (
    id bigint generated always as identity primary key,
    source text not null,
    line_key text not null,
    order_key text,
    project_code text not null,
    vendor text,
    item text not null,
    country text,
    quoted_on date,
    ordered_on date,
    due_on date not null,
    delivered_on date,
    quantity numeric,
    value_minor bigint,
    freight_minor bigint,
    currency text,
    weight_kg numeric,
    task_id bigint unique
    references suppliers.task_instances (id) on delete restrict,

    unique (source, line_key),
    constraint order_lines_source_check
        check (source ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint order_lines_line_key_check
        check (length(line_key) between 1 and 100),
    constraint order_lines_order_key_check
        check (length(order_key) between 1 and 100),
    constraint order_lines_project_code_check
        check (project_code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    constraint order_lines_vendor_check
        check (length(vendor) between 1 and 200),
    constraint order_lines_item_check
        check (length(item) between 1 and 1000),
    constraint order_lines_country_check
        check (length(country) between 1 and 200),
    constraint order_lines_quoted_on_check
        check (quoted_on between '1900-01-01' and '2999-12-31'),
    constraint order_lines_ordered_on_check
        check (ordered_on between '1900-01-01' and '2999-12-31'),
    constraint order_lines_due_on_check
        check (due_on between '1900-01-01' and '2999-12-31'),
    constraint order_lines_delivered_on_check
        check (delivered_on between '1900-01-01' and '2999-12-31'),
    constraint order_lines_quantity_check
        check (quantity >= 0),
    constraint order_lines_currency_check
        check (currency ~ '^[A-Z]{3}$'),
    constraint order_lines_weight_kg_check
        check (weight_kg >= 0)
);

-- Serves: the lines that no task was made of yet.
create index order_lines_project_code_idx
    on suppliers.order_lines (project_code) where task_id is null;

alter table suppliers.order_lines enable row level security;

comment on table suppliers.order_lines is
    'Loaded purchase-order lines; each becomes a task that is marked as imported.';
comment on column suppliers.order_lines.country is 'Where it goes, by the file.';
comment on column suppliers.order_lines.due_on is 'The date that was promised first.';
comment on column suppliers.order_lines.task_id is
    'Null: its vendor is not known yet.';
comment on column suppliers.order_lines.value_minor is
    'What the line costs. Units: minor units of currency.';
comment on column suppliers.order_lines.freight_minor is
    'What its transport costs. Units: minor units of currency.';
comment on column suppliers.order_lines.weight_kg is 'Units: kilograms.';
