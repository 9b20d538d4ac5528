"""The optional language model: an endpoint that speaks OpenAI's chat protocol, asked to put prose more smoothly, never believed.

It is off unless `llm.base_url` is set. What it writes is judged by whoever asked (`write.worded`); what is refused is not printed.
"""
