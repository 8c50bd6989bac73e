"""Reading the plant the way ION lets it be read: values, links, filters, sort orders, pages."""
