"""Counts kept by fewer keys, beside those by all: what needs no channel, or no topic, adds up far fewer rows."""

import django.db.models.deletion
from django.db import migrations, models


MEASURES = (
    "questions", "answered", "done", "referred", "callback", "transferred", "no_answer", "dropped", "happy", "calm",
    "worried", "sad", "angry", "repeats", "solved", "timed", "seconds",
)

MERGED = """
LOCK TABLE insight_halfhourcount;
CREATE TEMPORARY TABLE half_hours ON COMMIT DROP AS
    SELECT start, topic_id, sum(questions) AS questions, sum(handled) AS handled, sum(dropped) AS dropped
    FROM insight_halfhourcount GROUP BY start, topic_id;
DELETE FROM insight_halfhourcount;
INSERT INTO insight_halfhourcount (start, topic_id, questions, handled, dropped) SELECT * FROM half_hours;
DROP TABLE half_hours;
"""


def filled(table, of, *keys):
    columns = ", ".join(("start", *keys))
    sums = ", ".join(f"sum({name})" for name in MEASURES)
    return migrations.RunSQL(
        f"LOCK TABLE {of} IN SHARE MODE; INSERT INTO {table} ({columns}, {', '.join(MEASURES)})"
        f" SELECT {columns}, {sums} FROM {of} GROUP BY {columns}",
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0010_what_a_measurement_asks'),
        ('directory', '0001_initial'),
        ('insight', '0007_sent_reports'),
        ('knowledge', '0003_pending_import'),
    ]

    operations = [
        migrations.CreateModel(
            name='DayChannelCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField()),
                ('questions', models.IntegerField(default=0)),
                ('answered', models.IntegerField(default=0)),
                ('done', models.IntegerField(default=0)),
                ('referred', models.IntegerField(default=0)),
                ('callback', models.IntegerField(default=0)),
                ('transferred', models.IntegerField(default=0)),
                ('no_answer', models.IntegerField(default=0)),
                ('dropped', models.IntegerField(default=0)),
                ('happy', models.IntegerField(default=0)),
                ('calm', models.IntegerField(default=0)),
                ('worried', models.IntegerField(default=0)),
                ('sad', models.IntegerField(default=0)),
                ('angry', models.IntegerField(default=0)),
                ('repeats', models.IntegerField(default=0)),
                ('solved', models.IntegerField(default=0)),
                ('timed', models.IntegerField(default=0)),
                ('seconds', models.BigIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DayDepartmentCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField()),
                ('questions', models.IntegerField(default=0)),
                ('answered', models.IntegerField(default=0)),
                ('done', models.IntegerField(default=0)),
                ('referred', models.IntegerField(default=0)),
                ('callback', models.IntegerField(default=0)),
                ('transferred', models.IntegerField(default=0)),
                ('no_answer', models.IntegerField(default=0)),
                ('dropped', models.IntegerField(default=0)),
                ('happy', models.IntegerField(default=0)),
                ('calm', models.IntegerField(default=0)),
                ('worried', models.IntegerField(default=0)),
                ('sad', models.IntegerField(default=0)),
                ('angry', models.IntegerField(default=0)),
                ('repeats', models.IntegerField(default=0)),
                ('solved', models.IntegerField(default=0)),
                ('timed', models.IntegerField(default=0)),
                ('seconds', models.BigIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DayTopicCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField()),
                ('questions', models.IntegerField(default=0)),
                ('answered', models.IntegerField(default=0)),
                ('done', models.IntegerField(default=0)),
                ('referred', models.IntegerField(default=0)),
                ('callback', models.IntegerField(default=0)),
                ('transferred', models.IntegerField(default=0)),
                ('no_answer', models.IntegerField(default=0)),
                ('dropped', models.IntegerField(default=0)),
                ('happy', models.IntegerField(default=0)),
                ('calm', models.IntegerField(default=0)),
                ('worried', models.IntegerField(default=0)),
                ('sad', models.IntegerField(default=0)),
                ('angry', models.IntegerField(default=0)),
                ('repeats', models.IntegerField(default=0)),
                ('solved', models.IntegerField(default=0)),
                ('timed', models.IntegerField(default=0)),
                ('seconds', models.BigIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MonthChannelCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField()),
                ('questions', models.IntegerField(default=0)),
                ('answered', models.IntegerField(default=0)),
                ('done', models.IntegerField(default=0)),
                ('referred', models.IntegerField(default=0)),
                ('callback', models.IntegerField(default=0)),
                ('transferred', models.IntegerField(default=0)),
                ('no_answer', models.IntegerField(default=0)),
                ('dropped', models.IntegerField(default=0)),
                ('happy', models.IntegerField(default=0)),
                ('calm', models.IntegerField(default=0)),
                ('worried', models.IntegerField(default=0)),
                ('sad', models.IntegerField(default=0)),
                ('angry', models.IntegerField(default=0)),
                ('repeats', models.IntegerField(default=0)),
                ('solved', models.IntegerField(default=0)),
                ('timed', models.IntegerField(default=0)),
                ('seconds', models.BigIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MonthDepartmentCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField()),
                ('questions', models.IntegerField(default=0)),
                ('answered', models.IntegerField(default=0)),
                ('done', models.IntegerField(default=0)),
                ('referred', models.IntegerField(default=0)),
                ('callback', models.IntegerField(default=0)),
                ('transferred', models.IntegerField(default=0)),
                ('no_answer', models.IntegerField(default=0)),
                ('dropped', models.IntegerField(default=0)),
                ('happy', models.IntegerField(default=0)),
                ('calm', models.IntegerField(default=0)),
                ('worried', models.IntegerField(default=0)),
                ('sad', models.IntegerField(default=0)),
                ('angry', models.IntegerField(default=0)),
                ('repeats', models.IntegerField(default=0)),
                ('solved', models.IntegerField(default=0)),
                ('timed', models.IntegerField(default=0)),
                ('seconds', models.BigIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MonthTopicCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField()),
                ('questions', models.IntegerField(default=0)),
                ('answered', models.IntegerField(default=0)),
                ('done', models.IntegerField(default=0)),
                ('referred', models.IntegerField(default=0)),
                ('callback', models.IntegerField(default=0)),
                ('transferred', models.IntegerField(default=0)),
                ('no_answer', models.IntegerField(default=0)),
                ('dropped', models.IntegerField(default=0)),
                ('happy', models.IntegerField(default=0)),
                ('calm', models.IntegerField(default=0)),
                ('worried', models.IntegerField(default=0)),
                ('sad', models.IntegerField(default=0)),
                ('angry', models.IntegerField(default=0)),
                ('repeats', models.IntegerField(default=0)),
                ('solved', models.IntegerField(default=0)),
                ('timed', models.IntegerField(default=0)),
                ('seconds', models.BigIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='daycount',
            name='day_is_counted_once',
        ),
        migrations.RemoveConstraint(
            model_name='halfhourcount',
            name='half_hour_is_counted_once',
        ),
        migrations.RemoveConstraint(
            model_name='monthcount',
            name='month_is_counted_once',
        ),
        migrations.RenameIndex(
            model_name='daycount',
            new_name='daycount_of_topic',
            old_name='day_by_topic',
        ),
        migrations.RenameIndex(
            model_name='daycount',
            new_name='daycount_of_dep',
            old_name='day_by_department',
        ),
        migrations.RenameIndex(
            model_name='monthcount',
            new_name='monthcount_of_topic',
            old_name='month_by_topic',
        ),
        migrations.RenameIndex(
            model_name='monthcount',
            new_name='monthcount_of_dep',
            old_name='month_by_department',
        ),
        migrations.RemoveField(
            model_name='halfhourcount',
            name='channel',
        ),
        migrations.AddConstraint(
            model_name='daycount',
            constraint=models.UniqueConstraint(fields=('start', 'topic', 'department', 'channel'), name='daycount_is_once', nulls_distinct=False),
        ),
        migrations.RunSQL(MERGED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='halfhourcount',
            constraint=models.UniqueConstraint(fields=('start', 'topic'), name='half_hour_is_counted_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='monthcount',
            constraint=models.UniqueConstraint(fields=('start', 'topic', 'department', 'channel'), name='monthcount_is_once', nulls_distinct=False),
        ),
        migrations.AddField(
            model_name='daychannelcount',
            name='channel',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.channel'),
        ),
        migrations.AddField(
            model_name='daychannelcount',
            name='department',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.department'),
        ),
        migrations.AddField(
            model_name='daydepartmentcount',
            name='department',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.department'),
        ),
        migrations.AddField(
            model_name='daytopiccount',
            name='department',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.department'),
        ),
        migrations.AddField(
            model_name='daytopiccount',
            name='topic',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='knowledge.topic'),
        ),
        migrations.AddField(
            model_name='monthchannelcount',
            name='channel',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.channel'),
        ),
        migrations.AddField(
            model_name='monthchannelcount',
            name='department',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.department'),
        ),
        migrations.AddField(
            model_name='monthdepartmentcount',
            name='department',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.department'),
        ),
        migrations.AddField(
            model_name='monthtopiccount',
            name='department',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.department'),
        ),
        migrations.AddField(
            model_name='monthtopiccount',
            name='topic',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='knowledge.topic'),
        ),
        migrations.AddIndex(
            model_name='daychannelcount',
            index=models.Index(fields=['department', 'start'], name='daychannelcount_of_dep'),
        ),
        migrations.AddConstraint(
            model_name='daychannelcount',
            constraint=models.UniqueConstraint(fields=('start', 'department', 'channel'), name='daychannelcount_is_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='daydepartmentcount',
            index=models.Index(fields=['department', 'start'], name='daydepartmentcount_of_dep'),
        ),
        migrations.AddConstraint(
            model_name='daydepartmentcount',
            constraint=models.UniqueConstraint(fields=('start', 'department'), name='daydepartmentcount_is_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='daytopiccount',
            index=models.Index(fields=['topic', 'start'], name='daytopiccount_of_topic'),
        ),
        migrations.AddIndex(
            model_name='daytopiccount',
            index=models.Index(fields=['department', 'start'], name='daytopiccount_of_dep'),
        ),
        migrations.AddConstraint(
            model_name='daytopiccount',
            constraint=models.UniqueConstraint(fields=('start', 'topic', 'department'), name='daytopiccount_is_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='monthchannelcount',
            index=models.Index(fields=['department', 'start'], name='monthchannelcount_of_dep'),
        ),
        migrations.AddConstraint(
            model_name='monthchannelcount',
            constraint=models.UniqueConstraint(fields=('start', 'department', 'channel'), name='monthchannelcount_is_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='monthdepartmentcount',
            index=models.Index(fields=['department', 'start'], name='monthdepartmentcount_of_dep'),
        ),
        migrations.AddConstraint(
            model_name='monthdepartmentcount',
            constraint=models.UniqueConstraint(fields=('start', 'department'), name='monthdepartmentcount_is_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='monthtopiccount',
            index=models.Index(fields=['topic', 'start'], name='monthtopiccount_of_topic'),
        ),
        migrations.AddIndex(
            model_name='monthtopiccount',
            index=models.Index(fields=['department', 'start'], name='monthtopiccount_of_dep'),
        ),
        migrations.AddConstraint(
            model_name='monthtopiccount',
            constraint=models.UniqueConstraint(fields=('start', 'topic', 'department'), name='monthtopiccount_is_once', nulls_distinct=False),
        ),
        *(
            filled(f"insight_{grain}{name}count", f"insight_{grain}count", *keys)
            for grain in ("day", "month")
            for name, keys in (
                ("department", ["department_id"]),
                ("channel", ["department_id", "channel_id"]),
                ("topic", ["topic_id", "department_id"]),
            )
        ),
    ]
