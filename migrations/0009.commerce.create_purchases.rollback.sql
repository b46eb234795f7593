-- The way back from 0009.
drop table commerce.low_levels;
drop table commerce.reorder_proposals;
drop table commerce.purchase_order_lines;
drop table commerce.purchase_orders;
drop table commerce.reorder_rules;
drop table commerce.vendors;
drop type commerce.reorder_need;
