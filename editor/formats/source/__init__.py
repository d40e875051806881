"""What every reader produces: a source document as blocks of runs, before any rule was applied."""
