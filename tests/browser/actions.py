"""What a person does in the workbench, for tests to read as such."""

from playwright.sync_api import Page, expect

SELECT = """words => {
    const text = document.getElementById("text");
    const runs = [...text.querySelectorAll(".run")];
    const whole = runs.map(run => run.textContent).join("");
    const at = whole.indexOf(words);
    const find = position => {
        for (const run of runs) {
            if (position <= run.textContent.length) return [run.firstChild, position];
            position -= run.textContent.length;
        }
    };
    const range = document.createRange();
    // UTF-16 positions, as the mouse leaves them.
    range.setStart(...find(at));
    range.setEnd(...find(at + words.length));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def select(page: Page, words: str) -> None:
    """Select words of the text, as a drag of the mouse would."""
    page.evaluate(SELECT, words)


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other, each once the panel shows what it is meant for."""
    for key in keys:
        expect(page.locator("#panel:is(.htmx-request, [inert])")).to_have_count(0)
        page.keyboard.press(key)


def toast(page: Page) -> str:
    return page.locator("[data-toast] > span").inner_text()


def focused(page: Page) -> str:
    """What has the focus; 'BODY' when it was lost."""
    return page.evaluate("document.activeElement.name || document.activeElement.tagName")


def focus_is_kept(page: Page) -> None:
    """Wait for the swap to settle; fails where the focus was lost to the body."""
    expect(page.locator(":focus")).to_have_count(1)
