"""What is Airflow's own and shared by the DAGs: assets, a trigger, the way from library functions to tasks, local runners."""
