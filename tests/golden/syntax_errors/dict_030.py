{'k': v for}
