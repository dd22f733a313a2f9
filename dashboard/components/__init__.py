"""The kit: what pages are made of. Plain HTML throughout; native controls only.

    figure_card(exhibit, release=, state=)      question, sentence, chart, table, files, or why not
        picture=...                             in place of the chart (the MAS, a tile map)
        open_table=True                         where the table is the figure
    figure_cards(exhibits, ...)                 a page of them; the empty ones become one card
    chart(figure, name=, description=)          a chart alone, and what it says in words
    empty(Empty(sentence, advice))              nothing to show, and why
    table(Table(...))                           a table alone: caption, scope, Dutch numbers
    kpi_row([Kpi(label, value, hint)])          the numbers that a page opens with
    lead_on(question=, answer=, detail=, href=) a small card that leads to another page
    steps_picture(values, measure=)             the MAS as the picture that the field knows
    filter_bar(...)                             called by the shell; see `Page.choices`

Headings: the shell writes the h1, a card or a section an h2, what lies within it an h3. A link
to a page carries `**attributes(data_nav="ja")`: the page then comes without a reload, and the
focus goes to its heading. A link to a file has no such mark. Numbers in words come from
`etl.released.dutch`.

CSS classes to reuse: `kaarten` (stack of cards), `kaart`, `kernzin` (the one sentence), `noot`
(small print), `doorkaarten`, `meter` (a bar of one share), `tabel`, `melding` (a notice), `knop`,
`alleen-voorlezen` (for screen readers only), `niet-op-papier` (not printed).
"""
