-- The cells of columns as amounts (list `amounts`), each under both ways of writing.
select source_row,
    list_transform(
        list_transform([{cells}], lambda cell: {{'text': trimmed(cell.text), 'typed': cell.typed}}),
        lambda cell: {{
            'comma': case when cell.typed is null then money(cell.text, ',', '.') else typed_money(cell.typed) end,
            'point': case when cell.typed is null then money(cell.text, '.', ',') else typed_money(cell.typed) end
        }}
    ) as amounts
from grid
where source_row >= {first_row} and {dated}
