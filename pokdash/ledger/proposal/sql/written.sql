-- Texts of amounts, each with its row of the file, and what they become in these marks, in euro.
select row, text, try_cast({unit} * money(bare, {marks}) as decimal(18, 2))
from (select row, text, money_without_flag(text) as bare from (values {texts}) as shown (row, text))
