-- The way back from 0010.
drop table commerce.sales;
