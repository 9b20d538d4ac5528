"""What is told of a language model after a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.llm.account import Account


def tell_account(account: Account | None) -> None:
    """What the model did in this run, on standard error; a trouble once, however often it came."""
    from broadsheet.cli.terminal import counted, tell

    if account is None:
        return
    refused = account.refused.total()
    tokens = account.tokens_in + account.tokens_out
    cost = f" ({account.cost:.4f} {account.budget.currency})" if account.cost else ""
    tell(
        f"model: {counted(account.written, 'sentence')} written, {refused} refused; asked {account.asked} times, "
        f"{account.remembered} answers were known; {tokens:,} tokens{cost}"
    )
    if account.stopped:
        tell(f"model: not asked any more: {account.stopped}; the pages are as without it")
    elif account.troubles:
        reason, number = account.troubles.most_common(1)[0]
        tell(
            f"model: {account.troubles.total()} questions without a usable answer ({number}: {reason}); there all is as without it"
        )
