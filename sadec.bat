@echo off
rem sadec for Windows without make: the first call makes .venv, every call passes its words on to sadec.
rem Without internet: a folder "goi" with the wheels beside this file is used instead (docs/huong-dan.md).
chcp 65001 >nul
setlocal
set PYTHONUTF8=1
if exist "%~dp0.venv\ready" goto run
where py >nul 2>nul && (py -3 -m venv "%~dp0.venv") || (python -m venv "%~dp0.venv")
if errorlevel 1 echo Hay cai Python 3.11 tro len tu python.org roi chay lai. & exit /b 1
set SOURCE=
if exist "%~dp0goi" set SOURCE=--no-index --find-links "%~dp0goi"
"%~dp0.venv\Scripts\python" -m pip install %SOURCE% --quiet --no-compile --disable-pip-version-check --constraint "%~dp0constraints.txt" --editable "%~dp0.[dev]"
if errorlevel 1 exit /b 1
echo ready> "%~dp0.venv\ready"
:run
"%~dp0.venv\Scripts\sadec" %*
exit /b %errorlevel%
