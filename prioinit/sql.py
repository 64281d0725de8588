"""What the ORM can say but not quickly: a subquery written as SQL once, an UPDATE that answers."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Model, QuerySet
from django.db.models.sql import UpdateQuery


class Compiled(Expression):
    """An annotation on rows of `model`, as the SQL it always becomes.

    To write it takes Django longer than to answer takes PostgreSQL. Its values are frozen with it:
    a date among them belongs in the key under which it is kept. The SQL names the outer table, so
    it is of use in queries on `model` itself, not in subqueries.
    """

    def __init__(self, model: type[Model], expression: Expression) -> None:
        query = model._default_manager.annotate(compiled=expression).query
        resolved = query.annotations["compiled"]
        super().__init__(output_field=resolved.output_field)
        self.table = query.get_initial_alias()
        compiler = query.get_compiler(connection=connections[DEFAULT_DB_ALIAS])
        self.sql, self.params = compiler.compile(resolved)

    @property
    def identity(self):
        return (type(self), self.sql, *map(repr, self.params))

    def as_sql(self, compiler, connection):
        return self.sql, self.params

    def relabeled_clone(self, change_map):
        if self.table in change_map:
            raise NotImplementedError(f"{self.table} has another name here than when compiled")
        return self


def update_returning(rows: QuerySet, **values: Any) -> list:
    """`rows.update(...)`, and the rows as they now are, in one statement."""
    query = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    sql, params = query.get_compiler(rows.db).as_sql()
    return list(rows.model._default_manager.raw(f"{sql} RETURNING *", params))
